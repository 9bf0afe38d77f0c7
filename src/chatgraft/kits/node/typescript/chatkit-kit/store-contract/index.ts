/**
 * What every store must hold to, as checks that run on any: the ones that come with the chat, and one of your own.
 *
 *     for (const [name, holds] of Object.entries(GUARANTEES)) {
 *       test(name, async () => {
 *         const database = await openDatabase({ databaseUrl: 'sqlite:///test.sqlite3', production: false }, 10);
 *         await database.tables.migrate();
 *         await holds(new Kept(database, createStore(database)));
 *         await database.close();
 *       });
 *     }
 *
 * The tests beside `chatkit-store` do so. Each check makes owners and ids of its own, and leaves them there: give it a
 * database for tests, as two of them also forget what is old or was never sent.
 */
import { ITEMS } from './items.ts';
import type { Guarantee } from './kept.ts';
import { OWNERS } from './owners.ts';
import { RECORDS } from './records.ts';
import { THREADS } from './threads.ts';

export { Kept } from './kept.ts';
export type { Guarantee } from './kept.ts';

/** The checks, by what they say of a store. */
export const GUARANTEES: Readonly<Record<string, Guarantee>> = { ...OWNERS, ...THREADS, ...ITEMS, ...RECORDS };
