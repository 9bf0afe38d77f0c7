/** Runs in an SQL table. */
import { nowUs } from '../database.mjs';

import { IntegrityError } from './executor.mjs';
import { idsOf, inGroups, numbered, place, sized } from './groups.mjs';
import { given, prepared } from './statement.mjs';

const RUN = ['id', 'owner', 'thread_id', 'worker', 'state', 'lease_us'];
const RUN_ROW = [...RUN, 'key', 'stop'];

/** The table `chatkit_runs`. */
export class SqlRuns {
  #executor;
  #sql;

  constructor(executor, dialect) {
    this.#executor = executor;
    this.#sql = runStatements(dialect);
  }

  async insert(row, key) {
    const { threadId: thread_id, leaseUs: lease_us, ...same } = row;
    try {
      await this.#executor.execute(this.#sql.insert, { ...same, thread_id, lease_us, key, stop: 0 });
    } catch (error) {
      if (error instanceof IntegrityError) return false;
      throw error;
    }
    return true;
  }

  find(owner, id) {
    return this.#find(this.#sql.find, { owner, id });
  }

  findByKey(owner, key) {
    return this.#find(this.#sql.findByKey, { owner, key });
  }

  findRunning(owner, thread_id) {
    return this.#find(this.#sql.findRunning, { owner, thread_id });
  }

  findFirstBeside(id) {
    return this.#find(this.#sql.findFirstBeside, { id });
  }

  async renew(runIds, leaseUs) {
    const stopped = [];
    for (const ids of inGroups(runIds)) {
      const values = { ...numbered(ids), lease_us: leaseUs };
      await this.#executor.execute(this.#sql.renew(ids.length), values);
      const found = await this.#executor.fetch(this.#sql.findStopped(ids.length), values);
      stopped.push(...idsOf(found));
    }
    return stopped;
  }

  async askToStop(owner, id) {
    return (await this.#executor.execute(this.#sql.askToStop, { owner, id })) > 0;
  }

  async end(id, state) {
    return (await this.#executor.execute(this.#sql.end, { id, state, ended_us: nowUs() })) > 0;
  }

  async deleteOld(before) {
    await this.#executor.execute(this.#sql.deleteOld, { before });
  }

  async #find(statement, values) {
    const [row] = await this.#executor.fetch(statement, values);
    if (row === undefined) return undefined;
    const { thread_id: threadId, lease_us: leaseUs, ...same } = row;
    return { ...same, threadId, leaseUs };
  }
}

function runStatements({ build, sql }) {
  const runs = () => build.selectFrom('chatkit_runs').select(RUN);
  const change = (values) => build.updateTable('chatkit_runs').set(values);
  const first = (query) => query.where('state', '=', sql.lit('running')).orderBy('seq').limit(sql.lit(1));
  const beside = sql`(owner, thread_id) = (select owner, thread_id from chatkit_runs where id = ${given('id')})`;
  const over = sql`ended_us < ${given('before')} or (state = 'running' and lease_us < ${given('before')})`;
  return {
    insert: prepared(build.insertInto('chatkit_runs').values(Object.fromEntries(RUN_ROW.map(place)))),
    find: prepared(runs().where('owner', '=', given('owner')).where('id', '=', given('id'))),
    findByKey: prepared(runs().where('owner', '=', given('owner')).where('key', '=', given('key'))),
    findRunning: prepared(
      first(runs().where('owner', '=', given('owner')).where('thread_id', '=', given('thread_id'))),
    ),
    findFirstBeside: prepared(first(runs().where(beside))),
    renew: sized((ids) => change({ lease_us: given('lease_us') }).where('id', 'in', ids)),
    findStopped: sized((ids) =>
      build.selectFrom('chatkit_runs').select(['id']).where('stop', '=', sql.lit(1)).where('id', 'in', ids),
    ),
    askToStop: prepared(
      change({ stop: sql.lit(1) })
        .where('owner', '=', given('owner'))
        .where('id', '=', given('id')),
    ),
    end: prepared(
      change({ state: given('state'), ended_us: given('ended_us') })
        .where('id', '=', given('id'))
        .where('state', '=', sql.lit('running')),
    ),
    deleteOld: prepared(build.deleteFrom('chatkit_runs').where(over)),
  };
}
