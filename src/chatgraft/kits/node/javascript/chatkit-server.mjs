/**
 * The chat service.
 *
 *     node chatkit-server.mjs                   serve, on http://127.0.0.1:8001/chatkit unless settings say otherwise
 *     node chatkit-server.mjs migrate           create the tables or bring them up to date
 *     node chatkit-server.mjs purge             delete conversations older than CHATKIT_RETENTION_DAYS
 *     node chatkit-server.mjs export OWNER      print all that is kept of an owner; `erase OWNER` deletes it
 *
 * What it answers is in `chatkit-assistant`.
 */
import * as assistant from './chatkit-assistant.mjs';
import { createService } from './chatkit-kit/create-service.mjs';
import { runProgram } from './chatkit-kit/program.mjs';
import { createStore } from './chatkit-store.mjs';

/** The folder in which `.env` and the data lie. */
const HOME = 'chatkit-backend';

/** The path that it answers at, where CHATKIT_API_PATH names no other. */
const API = '/chatkit';

/** Whether this file was started, and is not part of an application. */
const isProgram = /chatkit-server\.[mc]?[jt]s$/.test(process.argv[1] ?? '');

/**
 * The id of the user who is signed in with your application, null for nobody: what they say then follows them from
 * browser to browser. It is given what your framework gives a handler, `request, response` or an event, and may be
 * `async`: with passport it is `request.user?.id`. Import modules of your application inside of it, `migrate` knows none.
 */
export const user = () => null;

export const service = createService({ home: HOME, api: API, assistant, user, createStore, isProgram });

if (isProgram) void runProgram(service, process.argv.slice(2));
