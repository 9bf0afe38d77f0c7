/** Whom the application that carries the chat takes to be signed in. */
import { logger } from '../logs.mjs';

const log = logger('users');

/** What becomes of values that are none when they are made into text: all visitors would be one. */
const NO_IDS = new Set(['undefined', 'null', 'NaN', '[object Object]']);

/** The id as text, empty for nobody. What is no plain id names nobody: the text of a whole user holds more than one. */
export function named(value) {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'string' && !NO_IDS.has(value)) return value;
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) return String(value);
  if (isObjectId(value)) return value.toHexString();
  log.warning(`A ${typeof value} is no user's id: the user chats without a name. Name its field.`);
  return '';
}

/** MongoDB's kind of id. */
function isObjectId(value) {
  return typeof value === 'object' && value !== null && 'toHexString' in value;
}
