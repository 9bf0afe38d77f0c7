/** What the statements of several tables have in common. */
import type { Query } from './builder.ts';
import type { Row } from './executor.ts';
import { given, prepared, type Statement, type Values } from './statement.ts';

/** A column and the value that is given by its name. */
export function place(column: string): [column: string, value: unknown] {
  return [column, given(column)];
}

export function idsOf(rows: readonly Row[]): string[] {
  return rows.map((row) => row['id'] as string);
}

const GROUPS = [100, 10, 1];

/** All of them, in groups of few sizes: for each size there is a statement of its own. */
export function* inGroups(ids: readonly string[]): IterableIterator<readonly string[]> {
  let begin = 0;
  for (const size of GROUPS) {
    for (; ids.length - begin >= size; begin += size) yield ids.slice(begin, begin + size);
  }
}

/** Ids by the names of their places in a `sized` statement. */
export function numbered(ids: readonly string[]): Values {
  return Object.fromEntries(ids.map((id, number) => [String(number), id]));
}

/** A statement about so many ids, compiled when one of its size is first wanted. */
export function sized(make: (ids: unknown[]) => Query): (size: number) => Statement {
  const made = new Map<number, Statement>();
  return (size) => {
    const statement =
      made.get(size) ?? prepared(make(Array.from({ length: size }, (_, number) => given(String(number)))));
    made.set(size, statement);
    return statement;
  };
}
