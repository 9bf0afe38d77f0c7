/** What the site's owner does from the command line: tables, old conversations, one owner's data. */
import { SchemaError, SettingsError } from './errors.mjs';

/** By their names, those that are followed by an owner marked with `…`. */
const COMMANDS = {
  migrate: (service) => service.tables.migrate(),
  purge: async ({ ownData, settings }) => {
    if (!settings.retentionDays) {
      throw new SettingsError('CHATKIT_RETENTION_DAYS is not set: how many days a conversation is kept.');
    }
    const days = String(settings.retentionDays);
    say(
      `${String(await ownData.purge(settings.retentionDays))} conversations were older than ${days} days and are gone.`,
    );
  },
  'export …': async ({ ownData }, owner) => {
    for await (const piece of ownData.export(owner)) process.stdout.write(piece);
  },
  'erase …': async ({ ownData }, owner) => {
    await ownData.erase(owner);
    say(`Nothing of ${owner} is kept any more.`);
  },
};

/** Does what the words say; `service` is one that was not started. Throws `SettingsError` for words that say nothing. */
export async function runCommand(service, words) {
  const [name = '', owner, ...more] = words;
  const command = COMMANDS[owner === undefined ? name : `${name} …`];
  if (!command || more.length > 0) {
    throw new SettingsError('The commands are: migrate, purge, export OWNER, erase OWNER; without one it serves.');
  }
  if (owner !== undefined && !/^(user|session):./.test(owner)) {
    throw new SettingsError(
      `'${owner}' is no owner: write user:ID for who has signed in, session:ID for anybody else.`,
    );
  }
  try {
    if (name !== 'migrate') await service.tables.require();
    await command(service, owner ?? '');
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw new SettingsError(`${error.message} Run: ${service.settings.migrateCommand}`);
  } finally {
    await service.close();
  }
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
