/** A web server, and a database, for the chat's own tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';

import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { assemble } from './create-service.mjs';
import { LazyService } from './lazy-service.mjs';
import { sendLogsTo } from './logs.mjs';
import { settingsFrom } from './settings.mjs';
import { Kept } from './store-contract/index.mjs';

import { openDatabase } from './stores/open.mjs';

const CONNECTIONS = 10;

/** Hands a new folder to `work`, and takes it away afterwards. */
export async function inFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'chatkit-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Serves a chat on a free port of this machine while `work`, which is given its address, goes on. `values` are all of its
 * settings: what is set outside does not count. Its data lie in `folder`; it writes no log.
 */
export async function served(folder, assistant, values, work) {
  const settings = settingsFrom(folder, values);
  sendLogsTo(() => undefined);
  const service = new LazyService(
    settings.api,
    () => null,
    () => assemble(settings, { ...assistant }),
  );
  await service.start();
  const server = createServer((request, response) => void service.listener(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${String(server.address().port)}`);
  } finally {
    await service.close();
    server.close();
    server.closeAllConnections();
  }
}

/**
 * Hands `work` the store that is made on a database for tests, which has its tables: the one that
 * CHATKIT_TEST_DATABASE_URL names, else a file in `folder`.
 */
export async function kept(folder, values, createStore, work) {
  const named = { DATABASE_URL: process.env['CHATKIT_TEST_DATABASE_URL'] ?? '' };
  const database = await openDatabase(settingsFrom(folder, { ...values, ...named }), CONNECTIONS);
  try {
    await database.tables.migrate();
    await work(new Kept(database, createStore(database)));
  } finally {
    await database.close();
  }
}
