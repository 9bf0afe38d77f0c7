/** What can go wrong, in words that a visitor may read. Nothing here carries a secret or an error's own text. */
import { jsonReply } from './web.ts';
import type { Headers, Reply } from './web.ts';

interface Details {
  /** For whoever builds the site. */
  hint?: string;
  /** Seconds. */
  retryAfter?: number;
  headers?: Record<string, string>;
}

/** A request that gets an error document: `{"error": {"code", "message", "hint"?}}`. `message` is for the visitor. */
export class ServiceError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Details;

  constructor(status: number, code: string, message: string, details: Details = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  reply(): Reply {
    const { hint, retryAfter, headers } = this.details;
    const error = { code: this.code, message: this.message, hint };
    const wait: Headers =
      retryAfter === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.round(retryAfter))) };
    return jsonReply({ error }, this.status, { ...headers, ...wait });
  }
}

/** An assistant's own words for the visitor, in place of an answer or behind the part of it that was said. */
export class CustomStreamError extends Error {
  readonly allowRetry: boolean;

  constructor(message: string, options: { allowRetry?: boolean } = {}) {
    super(message);
    this.allowRetry = options.allowRetry ?? false;
  }
}

/** What was asked for is not there, or belongs to somebody else. */
export class NotFoundError extends Error {}

/** A request that does not fit what it refers to, or comes twice. */
export class UnfitError extends Error {}

/** The chat does not offer what was asked for. */
export class NotOfferedError extends Error {}

/** The database cannot be reached, or gave up in the middle of a statement. */
export class DatabaseUnavailableError extends Error {}

/** One question could not be answered, which tells nothing of whether the next one can. */
export class NoOutageError extends Error {}

/** The storage of attached files cannot be reached, or refuses what is asked of it. */
export class FilesUnavailableError extends NoOutageError {}

/** A value that the database cannot hold, such as a NUL character in PostgreSQL: no row has it. */
export class ImpossibleValueError extends Error {}

/** The tables are not there, or not in the version that this code works with. */
export class SchemaError extends Error {}

/** A setting is missing or cannot be used; the text says which, why, and what to do. */
export class SettingsError extends Error {}

export function badRequest(message: string, hint?: string): ServiceError {
  return new ServiceError(400, 'bad_request', message, hint === undefined ? {} : { hint });
}

export function notFound(message: string): ServiceError {
  return new ServiceError(404, 'not_found', message);
}

export function databaseUnavailable(): ServiceError {
  const message = 'The chat cannot reach its database at the moment. Please try again shortly.';
  return new ServiceError(503, 'database_unavailable', message, { retryAfter: 5 });
}

export function filesUnavailable(): ServiceError {
  const message = 'The chat cannot reach its files at the moment. Please try again shortly.';
  return new ServiceError(503, 'files_unavailable', message, { retryAfter: 5 });
}
