/**
 * The names that an asker's documents stand under: two, while a user claims what was said before the sign-in.
 *
 * A claim takes the run first, then its thread, then what hangs on that (`OWNED` in `rows`). So what is gone from under
 * the names that a run told a moment ago is there under those that it tells now.
 */
import { NotFoundError } from '../../errors.mjs';

import * as rows from '../json-rows.mjs';

/** The asker's names, after those of `before`. An erased run tells none. */
export async function namesOf(mongo, context, before = []) {
  if (context.run === undefined) return unique([...before, rows.requireWhole(context.owner)]);
  const run = await mongo.find('runs', { _id: context.run.id });
  return unique(run === null ? before : [...before, context.owner, run['owner']]);
}

/**
 * What `work` finds or writes under the asker's names. It is done again where it says that something is not there and a
 * claim has begun since: it must do no harm twice.
 */
export async function foundUnder(mongo, context, work) {
  let names = await namesOf(mongo, context);
  for (;;) {
    try {
      return await work(names);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      const now = await namesOf(mongo, context, names);
      if (now.length === names.length) throw error;
      names = now;
    }
  }
}

/** Does `work` under the asker's names, and again under all of them where a claim has begun meanwhile. */
export async function underAll(mongo, context, work) {
  let names = [];
  let now = await namesOf(mongo, context);
  while (now.length > names.length) {
    names = now;
    await work(names);
    now = await namesOf(mongo, context, names);
  }
}

export function any(names) {
  return { $in: names };
}

export function newest(names, wanted) {
  const name = names.at(-1);
  if (name === undefined) throw new NotFoundError(`The run that writes ${wanted} is gone`);
  return name;
}

function unique(names) {
  return [...new Set(names)];
}
