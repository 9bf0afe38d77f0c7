/** The service as a program of its own: it serves, or does what its command says. */
import { createServer } from 'node:http';

import { runCommand } from './commands.mjs';
import { DatabaseUnavailableError, SettingsError } from './errors.mjs';

import { logger } from './logs.mjs';

const log = logger('program');

/** Proxies keep connections for a minute; who closes first loses no request. */
const KEEP_ALIVE_MILLISECONDS = 65_000;

/** Serves, or carries out a command; ends the process with a sentence where that cannot be done. */
export async function runProgram(lazy, words) {
  try {
    if (words.length === 0) await serve(lazy);
    else await runCommand(await lazy.open(), words);
  } catch (error) {
    if (error instanceof SettingsError) fail(error.message);
    if (error instanceof DatabaseUnavailableError) {
      fail(`The database cannot be used: ${error.message}\nStart it, or correct DATABASE_URL.`);
    }
    throw error;
  }
}

async function serve(lazy) {
  const service = await lazy.start();
  const server = createServer((request, response) => void lazy.listener(request, response));
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  const { host, port } = service.settings;
  server.once('error', (error) => {
    fail(`The service cannot listen on ${host}:${String(port)}: ${error.message}`);
  });
  server.listen(port, host, () => {
    log.info('The chat service is up', { address: `http://${host}:${String(port)}${service.settings.api}` });
  });
  let isEnding = false;
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      if (!isEnding) void end(service, server);
      isEnding = true;
    });
  }
}

/** Lets running answers finish, then connections, then goes. */
async function end(service, server) {
  await service.beginClose();
  const late = setTimeout(
    () => {
      server.closeAllConnections(); // browsers that do not take what they are sent
    },
    (service.settings.shutdownSeconds + 3) * 1000,
  );
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(late);
  await service.close();
  process.exit(0);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
