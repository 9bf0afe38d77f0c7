/**
 * Puts a service together: its settings, its database, and who answers.
 *
 * The way of a request through this folder and its rooms:
 *
 *     lazy-service        is handed it by what joins the chat to the app; starts the service once, asks who signed in
 *     http/frame          finds its route among those of `service`; limits, origins, errors as documents
 *     http/sessions       say whose rows it is about
 *     documents           answer what one JSON document answers; `protocol/requests` has checked what it says
 *     run-routes          answer the others by a stream: `running/runs` begins a run, or finds the one that goes on
 *     answers/turns       are what goes on in a run, whoever listens: the message is stored, the assistant asked
 *     answers/asking      makes the question, `answering` has the assistant answer it, or else the site's pages
 *     answers/speaking    stores what was said by `stores`, and writes it to the run's log (`running/run`)
 *     running/sse         tells that log to everybody who reads it
 */
import { join } from 'node:path';

import { S3Files } from './attached/s3.mjs';
import { DiskFiles } from './attached/storage.mjs';
import { endWithProcess } from './ending.mjs';
import { homeOf } from './home.mjs';

import { LazyService } from './lazy-service.mjs';
import { hideInLogs, logger } from './logs.mjs';
import { beginMetrics } from './metrics.mjs';
import { openSharing } from './running/sharing.mjs';
import { ChatService } from './service.mjs';
import { findApi, loadSettings, loadSettingsInside } from './settings.mjs';

import { SiteIndex } from './site-search/index.mjs';

import { openDatabase } from './stores/open.mjs';

const log = logger('create-service');

/** Connections that one worker may hold open to a database's server; SQLite needs one. */
const CONNECTIONS = 10;

/** Development servers load modules again when a file changes; there is one service of a name all the same. */
const KEPT = Symbol.for('chatkit services');
const shared = globalThis;

/** The service. Nothing is read or opened before the first request, or `start`. */
export function createService(making) {
  const made = shared[KEPT] ?? new Map();
  shared[KEPT] = made;
  const known = made.get(making.home);
  if (known) {
    Object.assign(known.assistant, making.assistant);
    known.service.user = making.user;
    return known.service;
  }
  const folder = homeOf(making.home, making.isProgram);
  const assistant = { ...making.assistant };
  const service = new LazyService(findApi(folder, making.api), making.user, async () => {
    const settings = making.isProgram ? loadSettings(folder) : loadSettingsInside(folder);
    warnOfDevelopment();
    const begun = await assemble({ ...settings, api: service.api }, assistant, making.createStore);
    if (!making.isProgram) endWithProcess(() => begun.close());
    return begun;
  });
  made.set(making.home, { service, assistant });
  return service;
}

/** Hosts say NODE_ENV and know nothing of the chat's own word, which alone decides: a build is tried at home, too. */
function warnOfDevelopment() {
  if (process.env['NODE_ENV'] === 'production' && !process.env['CHATKIT_ENV']) {
    log.warning(
      'NODE_ENV is production and CHATKIT_ENV is not set: the chat runs as in development, with a secret of its own ' +
        'making and every localhost origin allowed. Set CHATKIT_ENV=production where visitors come.',
    );
  }
}

/** The service that these settings describe; nothing of it goes on yet. */
export async function assemble(settings, assistant, createStore = (database) => database.createStore()) {
  for (const value of [settings.databaseUrl, settings.redisUrl, settings.secret]) hideInLogs(value);
  const database = await openDatabase(settings, CONNECTIONS);
  await beginMetrics();
  const files = settings.filesUrl
    ? await S3Files.open(settings.filesUrl)
    : new DiskFiles(join(settings.dataDir, 'attachments'));
  return new ChatService({
    settings,
    database,
    store: createStore(database),
    assistant: Object.assign(assistant, { pages: new SiteIndex(settings) }),
    files,
    sharing: await openSharing(settings),
  });
}
