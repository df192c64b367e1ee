import pg from 'pg';

const { builtins } = pg.types;
const bigints = 1016;

/** Reads a column's text as PostgreSQL sends it. */
export type ColumnParser = (text: string) => unknown;

/** What differs from the driver's own: `bigint` is a number (ours stay under 2^53), dates without a time and intervals stay text. */
const ours: ReadonlyMap<number, ColumnParser> = new Map<number, ColumnParser>([
  [builtins.INT8, Number],
  [bigints, (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number))],
  [builtins.DATE, (text) => text],
  [builtins.INTERVAL, (text) => text],
]);

/** The parser of a type's text by the type's OID: the same one for both databases, so that a row is the same row on each. */
export const parserOf = (oid: number): ColumnParser => ours.get(oid) ?? pg.types.getTypeParser(oid, 'text');
