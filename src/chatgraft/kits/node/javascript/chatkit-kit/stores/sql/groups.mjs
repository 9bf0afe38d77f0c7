import { given, prepared } from './statement.mjs';

/** A column and the value that is given by its name. */
export function place(column) {
  return [column, given(column)];
}

export function idsOf(rows) {
  return rows.map((row) => row['id']);
}

const GROUPS = [100, 10, 1];

/** All of them, in groups of few sizes: for each size there is a statement of its own. */
export function* inGroups(ids) {
  let begin = 0;
  for (const size of GROUPS) {
    for (; ids.length - begin >= size; begin += size) yield ids.slice(begin, begin + size);
  }
}

/** Ids by the names of their places in a `sized` statement. */
export function numbered(ids) {
  return Object.fromEntries(ids.map((id, number) => [String(number), id]));
}

/** A statement about so many ids, compiled when one of its size is first wanted. */
export function sized(make) {
  const made = new Map();
  return (size) => {
    const statement =
      made.get(size) ?? prepared(make(Array.from({ length: size }, (_, number) => given(String(number)))));
    made.set(size, statement);
    return statement;
  };
}
