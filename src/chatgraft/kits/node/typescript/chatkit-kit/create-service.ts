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
import type { AssistantModule } from './assistant.ts';
import { S3Files } from './attached/s3.ts';
import { DiskFiles } from './attached/storage.ts';
import { endWithProcess } from './ending.ts';
import { homeOf } from './home.ts';
import type { FindUser } from './http/users.ts';
import { LazyService } from './lazy-service.ts';
import { hideInLogs, logger } from './logs.ts';
import { beginMetrics } from './metrics.ts';
import { openSharing } from './running/sharing.ts';
import { ChatService } from './service.ts';
import { findApi, loadSettings, loadSettingsInside } from './settings.ts';
import type { Settings } from './settings.ts';
import { SiteIndex } from './site-search/index.ts';
import type { ChatStore } from './stores/chat-store.ts';
import type { Database } from './stores/database.ts';
import { openDatabase } from './stores/open.ts';

const log = logger('create-service');

/** Connections that one worker may hold open to a database's server; SQLite needs one. */
const CONNECTIONS = 10;

/** What `chatkit-server` says of its service. */
export interface Making {
  /** Name of the folder in which `.env` and `.chatkit` lie. */
  readonly home: string;
  /** The path that it answers at where no setting names one. */
  readonly api: string;
  readonly assistant: AssistantModule;
  readonly user: FindUser;
  /** Which store keeps the conversations. */
  readonly createStore: (database: Database) => ChatStore;
  /** Whether it is a service of its own, which DATABASE_URL in the environment is for. */
  readonly isProgram: boolean;
}

interface Made {
  service: LazyService;
  assistant: AssistantModule;
}

/** Development servers load modules again when a file changes; there is one service of a name all the same. */
const KEPT = Symbol.for('chatkit services');
const shared = globalThis as { [KEPT]?: Map<string, Made> };

/** The service. Nothing is read or opened before the first request, or `start`. */
export function createService(making: Making): LazyService {
  const made = shared[KEPT] ?? new Map<string, Made>();
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
function warnOfDevelopment(): void {
  if (process.env['NODE_ENV'] === 'production' && !process.env['CHATKIT_ENV']) {
    log.warning(
      'NODE_ENV is production and CHATKIT_ENV is not set: the chat runs as in development, with a secret of its own ' +
        'making and every localhost origin allowed. Set CHATKIT_ENV=production where visitors come.',
    );
  }
}

/** The service that these settings describe; nothing of it goes on yet. */
export async function assemble(
  settings: Settings,
  assistant: AssistantModule,
  createStore: (database: Database) => ChatStore = (database) => database.createStore(),
): Promise<ChatService> {
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
