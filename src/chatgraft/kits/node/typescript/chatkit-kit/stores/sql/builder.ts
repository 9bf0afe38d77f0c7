/**
 * Kysely, which writes the SQL of each kind of database. It compiles every statement once, when a database is opened;
 * the drivers run them by an `Executor`.
 *
 * The types are as much of Kysely's as is used here, so that this compiles in a project that does without Kysely, as
 * its chat is kept in MongoDB.
 */
import { load } from '../../optional.ts';

export type Kind = 'sqlite' | 'postgresql' | 'mysql';

/** Text of a statement with what it holds: columns, literals, values. */
export interface Fragment {
  readonly isRawBuilder: true;
  compile: (by: Builder) => Compiled;
}

export interface Compiled {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** `sql` of Kysely: fragments as template strings, whose values are sent beside the text. */
export interface Sql {
  (text: TemplateStringsArray, ...values: unknown[]): Fragment;
  lit: (value: string | number | null) => Fragment;
  ref: (column: string) => Fragment;
  raw: (text: string) => Fragment;
}

interface Conflict {
  columns: (columns: readonly string[]) => Conflict;
  doUpdateSet: (values: Record<string, Fragment>) => Conflict;
  where: (condition: Fragment) => Conflict;
}

export interface Query {
  select: (columns: readonly string[]) => Query;
  values: (row: Record<string, unknown>) => Query;
  set: (values: Record<string, unknown>) => Query;
  where: ((column: string, operator: string, value: unknown) => Query) & ((condition: Fragment) => Query);
  orderBy: (column: string, direction?: 'asc' | 'desc') => Query;
  limit: (rows: unknown) => Query;
  onConflict: (change: (conflict: Conflict) => Conflict) => Query;
  onDuplicateKeyUpdate: (values: Record<string, Fragment>) => Query;
  compile: () => Compiled;
}

interface Column {
  notNull: () => Column;
  primaryKey: () => Column;
  autoIncrement: () => Column;
  unique: () => Column;
  defaultTo: (value: unknown) => Column;
}

interface ForeignKey {
  onDelete: (action: 'cascade') => ForeignKey;
  onUpdate: (action: 'cascade') => ForeignKey;
}

export interface Table {
  addColumn: (name: string, type: Fragment, change?: (column: Column) => Column) => Table;
  addUniqueConstraint: (name: string, columns: readonly string[]) => Table;
  addPrimaryKeyConstraint: (name: string, columns: readonly string[]) => Table;
  addForeignKeyConstraint: (
    name: string,
    columns: readonly string[],
    table: string,
    others: readonly string[],
    change: (key: ForeignKey) => ForeignKey,
  ) => Table;
  modifyEnd: (text: Fragment) => Table;
  compile: () => Compiled;
}

interface Index {
  on: (table: string) => Index;
  columns: (columns: readonly string[]) => Index;
  compile: () => Compiled;
}

export interface Builder {
  selectFrom: (table: string) => Query;
  insertInto: (table: string) => Query;
  updateTable: (table: string) => Query;
  deleteFrom: (table: string) => Query;
  schema: {
    createTable: (name: string) => Table;
    createIndex: (name: string) => Index;
  };
}

/** A builder for one kind of database. */
export interface Dialect {
  readonly kind: Kind;
  readonly build: Builder;
  readonly sql: Sql;
}

type Class<T> = new (...given: unknown[]) => T;

interface KyselyModule {
  Kysely: Class<Builder>;
  DummyDriver: Class<object>;
  sql: Sql;
  SqliteAdapter: Class<object>;
  SqliteQueryCompiler: Class<object>;
  PostgresAdapter: Class<object>;
  PostgresQueryCompiler: Class<object>;
  MysqlAdapter: Class<object>;
  MysqlQueryCompiler: Class<object>;
}

/** Throws `SettingsError` where Kysely is not installed. */
export async function loadDialect(kind: Kind): Promise<Dialect> {
  const kysely = await load<KyselyModule>('kysely', 'DATABASE_URL');
  const [Adapter, Compiler] = {
    sqlite: [kysely.SqliteAdapter, kysely.SqliteQueryCompiler],
    postgresql: [kysely.PostgresAdapter, kysely.PostgresQueryCompiler],
    mysql: [kysely.MysqlAdapter, kysely.MysqlQueryCompiler],
  }[kind] as [Class<object>, Class<object>];
  const dialect = {
    createAdapter: () => new Adapter(),
    createDriver: () => new kysely.DummyDriver(),
    createIntrospector: () => ({}),
    createQueryCompiler: () => new Compiler(),
  };
  return { kind, build: new kysely.Kysely({ dialect }), sql: kysely.sql };
}
