/** A web server, and a database, for the chat's own tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssistantModule } from './assistant.ts';
import { assemble } from './create-service.ts';
import { LazyService } from './lazy-service.ts';
import { sendLogsTo } from './logs.ts';
import { settingsFrom } from './settings.ts';
import { Kept } from './store-contract/index.ts';
import type { ChatStore } from './stores/chat-store.ts';
import type { Database } from './stores/database.ts';
import { openDatabase } from './stores/open.ts';

const CONNECTIONS = 10;

/** Hands a new folder to `work`, and takes it away afterwards. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
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
export async function served(
  folder: string,
  assistant: AssistantModule,
  values: Readonly<Record<string, string>>,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const settings = settingsFrom(folder, values);
  sendLogsTo(() => undefined);
  const service = new LazyService(
    settings.api,
    () => null,
    () => assemble(settings, { ...assistant }),
  );
  await service.start();
  const server = createServer((request, response) => void service.listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
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
export async function kept(
  folder: string,
  values: Readonly<Record<string, string>>,
  createStore: (database: Database) => ChatStore,
  work: (kept: Kept) => Promise<void>,
): Promise<void> {
  const named = { DATABASE_URL: process.env['CHATKIT_TEST_DATABASE_URL'] ?? '' };
  const database = await openDatabase(settingsFrom(folder, { ...values, ...named }), CONNECTIONS);
  try {
    await database.tables.migrate();
    await work(new Kept(database, createStore(database)));
  } finally {
    await database.close();
  }
}
