/** Statements, compiled once, and the values that they are run with. */
import { createHash } from 'node:crypto';
import { requireWhole } from '../json-rows.ts';
import type { Compiled, Dialect, Fragment, Query } from './builder.ts';

export type Value = string | number | null;
export type Values = Readonly<Record<string, Value>>;

/** The place of a value that is given by name when a statement is run. */
class Given {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A statement that can be run. */
export interface Statement {
  readonly text: string;
  /** A name that tells it from every other, for servers that keep prepared statements. */
  readonly name: string;
  /** What is done, for the metrics: `select`, `insert`, `update`, `delete`. */
  readonly operation: string;
  /** Names of the values, or the values themselves, in the order of their places. */
  readonly places: readonly unknown[];
}

/** A statement and what it is run with. */
export interface Step {
  readonly statement: Statement;
  readonly values: Values;
}

/** A statement of a request, and the same one of a run, whose `owner` is the owner that the run's own row names. */
export interface Scoped {
  readonly ofRequest: Statement;
  readonly ofRun: Statement;
}

export function given(name: string): unknown {
  return new Given(name);
}

export function prepared(query: { compile: () => Compiled }): Statement {
  const { sql, parameters } = query.compile();
  const name = `chatkit_${createHash('sha256').update(sql).digest('hex').slice(0, 16)}`;
  return { text: sql, name, operation: sql.slice(0, 6), places: parameters };
}

/** The statement that `make` makes of its owner. The run's id takes the place of the value `owner` in a run. */
export function scoped({ sql }: Dialect, make: (owner: unknown) => Query): Scoped {
  const ofRun: Fragment = sql`(select owner from chatkit_runs where id = ${given('owner')})`;
  return { ofRequest: prepared(make(given('owner'))), ofRun: prepared(make(ofRun)) };
}

/** The values in the order of their places. Throws `ImpossibleValueError` for a text that is none. */
export function bound(statement: Statement, values: Values): Value[] {
  return statement.places.map((place) => {
    const value = place instanceof Given ? values[place.name] : (place as Value);
    if (value === undefined) throw new TypeError(`A value is missing for: ${statement.text}`);
    return typeof value === 'string' ? requireWhole(value) : value;
  });
}

export interface Upsert {
  table: string;
  /** Columns and values of the new row. */
  row: Record<string, unknown>;
  /** What tells that the row is there already. */
  key: readonly string[];
  /** The columns that then take their new values. */
  update: readonly string[];
  /** A condition on the row that is there and on the new one, which no update makes false. */
  onlyIf?: (was: (column: string) => Fragment, becomes: (column: string) => Fragment) => Fragment;
}

/** An insert that updates the row with its key, if there is one: databases spell it differently. */
export function upsert({ kind, build, sql }: Dialect, { table, row, key, update, onlyIf }: Upsert): Query {
  const insert = build.insertInto(table).values(row);
  const was = (column: string): Fragment => sql.ref(`${table}.${column}`);
  const becomes = (column: string): Fragment =>
    kind === 'mysql' ? sql`values(${sql.ref(column)})` : sql.ref(`excluded.${column}`);
  const condition = onlyIf?.(was, becomes);
  const set = (value: (column: string) => Fragment): Record<string, Fragment> =>
    Object.fromEntries(update.map((column) => [column, value(column)]));
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
