import type { Change, ChangesOf } from './change.ts'

/** A column of a statement's answer: the types that PostgreSQL may give it, and what the service reads it as. */
export interface Column<T> {
  /** Names of PostgreSQL types, as `regtype` writes them. */
  readonly postgresTypes: readonly string[]
  /** Only for the compiler: the type of the values. */
  readonly '~value'?: T
}

/** The columns of a statement's answer by their names. */
export type Columns = Readonly<Record<string, Column<unknown>>>

type ValueOf<C> = C extends Column<infer T> ? T : never

/** The row that columns make. */
export type RowOfColumns<C extends Columns> = { -readonly [Name in keyof C]: ValueOf<C[Name]> }

/** SQL with the columns that it answers. A test has PostgreSQL describe each one and compares. */
export interface Statement<Row> {
  readonly text: string
  readonly columns: Columns
  /** Whether it says what it changes. */
  readonly isAnnounced: boolean
  /** Which records a run of it has changed; empty for one that only reads. */
  changesOf(values: readonly unknown[], rows: readonly Row[]): Change[]
  /** Only for the compiler: the type of a row. */
  readonly '~row'?: Row
}

/** The type of a row of a statement, or of the statements that a function makes. */
export type RowOf<S> =
  S extends Statement<infer Row> ? Row : S extends (...args: never[]) => Statement<infer Row> ? Row : never

/**
 * A statement and its columns.
 *
 * @param text SQL with `$1`, `$2` … for values.
 * @param columns what it answers; empty for a statement without rows.
 * @param changes which records it changes: they are announced once that is durable.
 */
export function statement<const C extends Columns>(
  text: string,
  columns: C,
  ...changes: ChangesOf<RowOfColumns<C>>[]
): Statement<RowOfColumns<C>> {
  return {
    text,
    columns,
    isAnnounced: changes.length > 0,
    changesOf: (values, rows) => changes.flatMap((changed) => changed(values, rows)),
  }
}

/** The SQL of a statement. */
export function textOf(statement: Statement<unknown> | string): string {
  return typeof statement === 'string' ? statement : statement.text
}

function column<T>(...postgresTypes: string[]): Column<T> {
  return { postgresTypes }
}

/** A whole number of 16 or 32 bits. */
export const int: Column<number> = column('integer', 'smallint')
/** A whole number of 64 bits, read as a number: counts and sums stay below 2^53. */
export const bigint: Column<number> = column('bigint')
/** A floating-point number. */
export const float: Column<number> = column('double precision', 'real')
export const bool: Column<boolean> = column('boolean')
/** Bytes. */
export const bytes: Column<Buffer> = column('bytea')
export const uuid: Column<string> = column('uuid')
/** What a function answers that returns `void`. */
export const nothing: Column<unknown> = column('void')
/** A list of texts. */
export const texts: Column<string[]> = column('text[]', 'character varying[]')

/** Text, or one of a closed set of words that a constraint guards. */
export function text<T extends string = string>(): Column<T> {
  return column('text', 'character varying', 'character', 'name')
}

/** JSON of a shape that the statement itself builds. */
export function json<T>(): Column<T> {
  return column('json', 'jsonb')
}

/** The same column, or null. */
export function nullable<T>({ postgresTypes }: Column<T>): Column<T | null> {
  return { postgresTypes }
}
