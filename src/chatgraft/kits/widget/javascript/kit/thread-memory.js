/**
 * The conversation the visitor was in: this tab's after a reload, else the last one of any tab.
 */
import { recall, remember } from './storage.js';

const KEY = 'chatkit_thread';
/** In sessionStorage: this tab has begun a new conversation and not written in it yet. */
const NONE = '-';

export function lastThread() {
  const here = recall('sessionStorage', KEY);
  return here === NONE ? null : (here ?? recall('localStorage', KEY));
}

export function keepThread(threadId) {
  remember('sessionStorage', KEY, threadId ?? NONE);
  if (threadId) remember('localStorage', KEY, threadId);
}

export function forgetThread() {
  remember('sessionStorage', KEY, null);
  remember('localStorage', KEY, null);
}
