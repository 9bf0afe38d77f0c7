/** Statements, compiled once, and the values that they are run with. */
import { createHash } from 'node:crypto';
import { requireWhole } from '../json-rows.mjs';

/** The place of a value that is given by name when a statement is run. */
class Given {
  name;

  constructor(name) {
    this.name = name;
  }
}

export function given(name) {
  return new Given(name);
}

export function prepared(query) {
  const { sql, parameters } = query.compile();
  const name = `chatkit_${createHash('sha256').update(sql).digest('hex').slice(0, 16)}`;
  return { text: sql, name, operation: sql.slice(0, 6), places: parameters };
}

/** The statement that `make` makes of its owner. The run's id takes the place of the value `owner` in a run. */
export function scoped({ sql }, make) {
  const ofRun = sql`(select owner from chatkit_runs where id = ${given('owner')})`;
  return { ofRequest: prepared(make(given('owner'))), ofRun: prepared(make(ofRun)) };
}

/** The values in the order of their places. Throws `ImpossibleValueError` for a text that is none. */
export function bound(statement, values) {
  return statement.places.map((place) => {
    const value = place instanceof Given ? values[place.name] : place;
    if (value === undefined) throw new TypeError(`A value is missing for: ${statement.text}`);
    return typeof value === 'string' ? requireWhole(value) : value;
  });
}

/** An insert that updates the row with its key, if there is one: databases spell it differently. */
export function upsert({ kind, build, sql }, { table, row, key, update, onlyIf }) {
  const insert = build.insertInto(table).values(row);
  const was = (column) => sql.ref(`${table}.${column}`);
  const becomes = (column) => (kind === 'mysql' ? sql`values(${sql.ref(column)})` : sql.ref(`excluded.${column}`));
  const condition = onlyIf?.(was, becomes);
  const set = (value) => Object.fromEntries(update.map((column) => [column, value(column)]));
  if (kind === 'mysql') {
    // It goes by whatever unique key the new row meets.
    return insert.onDuplicateKeyUpdate(
      set((column) => (condition ? sql`if(${condition}, ${becomes(column)}, ${was(column)})` : becomes(column))),
    );
  }
  return insert.onConflict((conflict) => {
    const changed = conflict.columns(key).doUpdateSet(set(becomes));
    return condition ? changed.where(condition) : changed;
  });
}
