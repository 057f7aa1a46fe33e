import type { ImportKind } from '../kinds.ts'
import { KIND_FIELDS } from '../kinds.ts'
import { sellerName } from '../recognise/name-of-seller.ts'
import type { Table } from '../recognise/table.ts'
import { AMBIGUOUS } from './ambiguous-headers.ts'
import { chooseCurrency } from './choose-currency.ts'
import type { ColumnSource } from './column.ts'
import { type Field, MANY } from './fields.ts'
import { type FoldedHeader, foldHeader } from './fold-header.ts'
import { FITTED_HEADERS, SELLERS_BY_HEADER } from './header-names.ts'
import { knownHeader } from './known-headers.ts'
import { fieldOfPath, listedHeader } from './listed-header.ts'

const SAMPLES = 3
const SAMPLE_ROWS = 500
const LONGEST_SAMPLE = 200
const SURE = 1
const BY_CONTEXT = 0.8

/** A point between two names; `No.` has one at its end. */
const PATH = /[^.\s]\.[^.\s]/

/** A field that a person, or a saved mapping, has given to a column. */
export interface ColumnChoice {
  index: number
  field: Field | null
}

interface Candidate {
  field: Field
  rank: number
  twin: number | null
  confidence: number
  /** The object of a list that the column belongs to. */
  item?: string
}

/**
 * Gives each column of a table its field. Where several columns have one field that only one may have, the one with the
 * more telling header has it; empty columns give way.
 *
 * @param choices the fields that a person has given; they win.
 */
export function assignColumns(
  table: Table,
  kind: ImportKind | null,
  choices: readonly ColumnChoice[] = [],
): ColumnSource[] {
  const folded = table.headers.map((each) => foldHeader(each.replace(/^#(?=\p{L})/u, '')))
  const values = table.headers.map((_, index) => valuesOf(table, index))
  const candidates = kind === null ? [] : candidatesOf(table.headers, folded, values, kind)
  const columns = table.headers.map((header, index): ColumnSource => {
    const choice = choices.find((each) => each.index === index)
    const candidate = candidates[index]
    const name = folded[index]?.name ?? ''
    return {
      index,
      header,
      field: choice ? choice.field : (candidate?.field ?? null),
      confidence: choice ? SURE : (candidate?.confidence ?? 0),
      samples: (values[index] ?? []).slice(0, SAMPLES).map((value) => value.slice(0, LONGEST_SAMPLE)),
      currency: folded[index]?.currency ?? null,
      seller: sellerOf(name, table.subHeaders[index]),
      twin: candidate?.twin ?? null,
      item: choice ? null : (candidate?.item ?? null),
      isInverted: FITTED_HEADERS.has(name),
    }
  })
  const chosen = new Set(choices.map(({ index }) => index))
  if (chosen.size === 0) chooseCurrency(columns, table.rows)
  settle(columns, candidates, values, chosen)
  return columns
}

function valuesOf({ rows }: Table, index: number): string[] {
  return rows
    .slice(0, SAMPLE_ROWS)
    .map(({ cells }) => cells[index] ?? '')
    .filter((value) => value.trim() !== '')
}

function candidatesOf(
  headers: readonly string[],
  folded: readonly FoldedHeader[],
  values: readonly string[][],
  kind: ImportKind,
): (Candidate | null)[] {
  const names = new Set(folded.map(({ name }) => name))
  const allowed = new Set(KIND_FIELDS[kind])
  const fields = new Set<Field>()
  for (const name of names) {
    const field = AMBIGUOUS[name] === undefined ? knownHeader(name)?.field : undefined
    if (field !== undefined) fields.add(field)
  }
  return folded.map(({ name }, index) => {
    const header = headers[index] ?? ''
    const listed = listedHeader(header)
    if (listed !== null) return allowed.has(listed.field) ? { ...listed, twin: null, confidence: BY_CONTEXT } : null
    const rule = AMBIGUOUS[name]
    const context = { kind, names, fields, values: values[index] ?? [] }
    const known = knownHeader(name)
    // A value of an object inside of another one: `manufacturer.name`.
    const nested = known === null && PATH.test(header) ? fieldOfPath(name) : null
    const field = rule ? rule(context) : (known?.field ?? nested)
    if (field === null || field === undefined) return null
    const twin = rule ? null : (known?.twin ?? null)
    const actual = twin !== null && twin > 1 && field === 'mpn' ? 'alternate' : field
    if (!allowed.has(actual)) return null
    return { field: actual, twin, rank: rule ? 50 : (known?.rank ?? 0), confidence: rule ? BY_CONTEXT : SURE }
  })
}

function sellerOf(name: string, below: string | undefined): string | null {
  if (below !== undefined && below !== '') return sellerName(below)
  return SELLERS_BY_HEADER.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

/** Leaves one column for each field that only one column may give. */
function settle(
  columns: ColumnSource[],
  candidates: readonly (Candidate | null)[],
  values: readonly string[][],
  chosen: ReadonlySet<number>,
): void {
  const winners = new Map<string, ColumnSource>()
  const strength = ({ index }: ColumnSource) =>
    (chosen.has(index) ? -1000 : 0) + ((values[index] ?? []).length === 0 ? 100 : 0) + (candidates[index]?.rank ?? 0)
  // Each object of a list has fields of its own.
  const placeOf = ({ item, field }: ColumnSource) => (item ? `${item} ${field}` : `${field}`)
  const isFree = ({ item, field }: ColumnSource) => field === null || (!item && MANY.has(field))
  for (const column of columns) {
    if (isFree(column)) continue
    const winner = winners.get(placeOf(column))
    if (winner === undefined || strength(column) < strength(winner)) winners.set(placeOf(column), column)
  }
  for (const column of columns) {
    if (isFree(column) || winners.get(placeOf(column)) === column) continue
    column.field = null
    column.confidence = 0
  }
}
