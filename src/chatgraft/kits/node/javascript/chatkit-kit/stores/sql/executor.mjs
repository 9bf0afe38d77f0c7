/** A statement would break a unique or foreign key. */
export class IntegrityError extends Error {}
