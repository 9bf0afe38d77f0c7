import { nowUs } from '../database.mjs';

import { idsOf, inGroups, numbered, place, sized } from './groups.mjs';
import { given, prepared } from './statement.mjs';

/** The table `chatkit_sessions`. */
export class SqlSessions {
  #executor;
  #sql;

  constructor(executor, dialect) {
    this.#executor = executor;
    this.#sql = sessionStatements(dialect);
  }

  async insert(id, origin, expiresUs) {
    await this.#executor.execute(this.#sql.insert, { id, origin, created_us: nowUs(), expires_us: expiresUs });
  }

  async find(id) {
    const [row] = await this.#executor.fetch(this.#sql.find, { id });
    if (row === undefined) return undefined;
    const { origin, expires_us, claimed_by } = row;
    return { origin, expiresUs: expires_us, claimedBy: claimed_by ?? '' };
  }

  async prolong(id, expiresUs) {
    await this.#executor.execute(this.#sql.prolong, { id, expires_us: expiresUs });
  }

  async claim(id, before, owner) {
    const values = { id, before, owner };
    await this.#executor.transact(this.#sql.claim.map((statement) => ({ statement, values })));
  }

  async deleteExpired() {
    await this.#executor.execute(this.#sql.deleteExpired, { now: nowUs() });
  }
}

function sessionStatements({ build, sql }) {
  const claimed = sql`owner = ${given('before')} and exists
    (select 1 from chatkit_sessions where id = ${given('id')} and claimed_by = ${given('owner')})`;
  const give = (table) =>
    build
      .updateTable(table)
      .set({ owner: given('owner') })
      .where(claimed);
  const session = (query) => query.where('id', '=', given('id'));
  return {
    insert: prepared(
      build.insertInto('chatkit_sessions').values({
        ...Object.fromEntries(['id', 'origin', 'created_us', 'expires_us'].map(place)),
        revoked: sql.lit(0),
      }),
    ),
    find: prepared(
      session(build.selectFrom('chatkit_sessions').select(['origin', 'expires_us', 'claimed_by'])).where(
        'revoked',
        '=',
        sql.lit(0),
      ),
    ),
    prolong: prepared(session(build.updateTable('chatkit_sessions').set({ expires_us: given('expires_us') }))),
    // Runs come first: what they write from now on belongs to whom their rows name. The rest follows its threads.
    claim: [
      session(build.updateTable('chatkit_sessions').set({ claimed_by: given('owner') })).where(sql`claimed_by is null`),
      give('chatkit_runs'),
      give('chatkit_threads'),
      give('chatkit_attachments').where(sql`thread_id is null`),
    ].map(prepared),
    deleteExpired: prepared(build.deleteFrom('chatkit_sessions').where('expires_us', '<', given('now'))),
  };
}

/** The table `chatkit_attachments`. */
export class SqlAttachments {
  #executor;
  #sql;

  constructor(executor, dialect) {
    this.#executor = executor;
    this.#sql = attachmentStatements(dialect);
  }

  async find(id) {
    return (await this.#rows(this.#sql.find, { id }))[0];
  }

  async replace(id, { owner, data }) {
    await this.#executor.execute(this.#sql.replace, { id, owner, data });
  }

  ofOwner(owner) {
    return this.#rows(this.#sql.ofOwner, { owner });
  }

  async ofThread(owner, thread_id) {
    return idsOf(await this.#executor.fetch(this.#sql.ofThread, { owner, thread_id }));
  }

  async known(attachmentIds) {
    const known = [];
    for (const ids of inGroups(attachmentIds)) {
      known.push(...idsOf(await this.#executor.fetch(this.#sql.known(ids.length), numbered(ids))));
    }
    return new Set(known);
  }

  async deleteUnsent(before) {
    await this.#executor.execute(this.#sql.deleteUnsent, { before });
  }

  async #rows(statement, values) {
    const rows = await this.#executor.fetch(statement, values);
    return rows.map(({ owner, data }) => ({ owner, data }));
  }
}

function attachmentStatements({ build, sql }) {
  const select = (...columns) => build.selectFrom('chatkit_attachments').select(columns);
  const mine = (query) => query.where('owner', '=', given('owner'));
  return {
    find: prepared(select('owner', 'data').where('id', '=', given('id'))),
    replace: prepared(
      mine(build.updateTable('chatkit_attachments').set({ data: given('data') })).where('id', '=', given('id')),
    ),
    ofOwner: prepared(mine(select('owner', 'data'))),
    ofThread: prepared(mine(select('id')).where('thread_id', '=', given('thread_id'))),
    known: sized((ids) => select('id').where('id', 'in', ids)),
    deleteUnsent: prepared(
      build.deleteFrom('chatkit_attachments').where(sql`thread_id is null and created_us < ${given('before')}`),
    ),
  };
}

/** All tables that have owners. */
export class SqlOwners {
  #executor;
  #sql;

  constructor(executor, dialect) {
    this.#executor = executor;
    this.#sql = ownerStatements(dialect);
  }

  async feedback(owner, thread_id) {
    const rows = await this.#executor.fetch(this.#sql.feedback, { owner, thread_id });
    return rows.map((row) => ({
      itemId: row['item_id'],
      kind: row['kind'],
      createdUs: row['created_us'],
    }));
  }

  async findOldThreads(before, most) {
    const rows = await this.#executor.fetch(this.#sql.findOldThreads, { before, most });
    return rows.map(({ owner, id }) => ({ owner, id }));
  }

  async erase(owner, id) {
    const values = { owner, id };
    await this.#executor.transact(this.#sql.erase.map((statement) => ({ statement, values })));
  }
}

function ownerStatements({ build, sql }) {
  const lasting = sql`exists (select 1 from chatkit_items i
    where i.owner = chatkit_threads.owner and i.thread_id = chatkit_threads.id and i.created_us >= ${given('before')})`;
  const mine = (table) => build.deleteFrom(table).where('owner', '=', given('owner'));
  return {
    feedback: prepared(
      build
        .selectFrom('chatkit_feedback')
        .select(['item_id', 'kind', 'created_us'])
        .where('owner', '=', given('owner'))
        .where('thread_id', '=', given('thread_id'))
        .orderBy('created_us'),
    ),
    findOldThreads: prepared(
      build
        .selectFrom('chatkit_threads')
        .select(['owner', 'id'])
        .where('created_us', '<', given('before'))
        .where(sql`not ${lasting}`)
        .limit(given('most')),
    ),
    // Runs come first: what is still being written then finds no owner. What hangs on threads goes with them.
    erase: [
      mine('chatkit_runs'),
      mine('chatkit_threads'),
      mine('chatkit_attachments'),
      build.deleteFrom('chatkit_sessions').where(sql`claimed_by = ${given('owner')} or id = ${given('id')}`),
    ].map(prepared),
  };
}
