/** What the SQL of this package needs from a database. */
import { DatabaseUnavailableError, ImpossibleValueError, SchemaError } from '../../errors.mjs';

/** A statement would break a unique or foreign key. */
export class IntegrityError extends Error {}

const OURS = [DatabaseUnavailableError, ImpossibleValueError, SchemaError, IntegrityError, TypeError];

/** What an error of a driver is called here, by `name`; one of our own, and a mistake of ours, stay as they are. */
export function translated(error, name) {
  if (!(error instanceof Error)) return new DatabaseUnavailableError(String(error));
  return OURS.some((ours) => error instanceof ours) ? error : name(error);
}
