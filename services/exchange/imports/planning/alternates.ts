import { shown } from '../../reading/problems.ts'
import { Matcher } from '../matching/matcher.ts'
import type { PlannedRow } from './planned-row.ts'
import type { Queries } from './present.ts'
import { PRESENT_PARTS } from './statements.ts'

/**
 * The parts that rows name as alternates, by row number: by their numbers, or by their keys as our own exports do. Where a row
 * has a key itself, that of an alternate comes first. Lists of a JSON file come with commas, and so do some numbers.
 */
export async function alternatesOf(db: Queries, planned: readonly PlannedRow[]): Promise<Map<number, number[]>> {
  const named = planned.flatMap((row) => (row.row.fields.alternates ?? []).map((text) => ({ row, text })))
  const found = new Map<number, number[]>()
  if (named.length === 0) return found
  const idOf = await lookUp(
    db,
    named.flatMap(({ text }) => [text, ...piecesOf(text)]),
  )
  for (const { row, text } of named) {
    const { rowNo, fields } = row.row
    const isKeyFirst = fields.key !== undefined
    const isWhole = idOf(text, isKeyFirst) !== null || !piecesOf(text).some((piece) => idOf(piece, isKeyFirst) !== null)
    for (const name of isWhole ? [text] : piecesOf(text)) {
      const id = idOf(name, isKeyFirst)
      if (id !== null) found.set(rowNo, [...(found.get(rowNo) ?? []), id])
      else if (fields.dnp !== true) warn(row, name)
    }
  }
  return found
}

function piecesOf(text: string): string[] {
  return text.includes(',') ? text.split(',').flatMap((piece) => piece.trim() || []) : []
}

/** Finds parts by numbers or keys. */
async function lookUp(
  db: Queries,
  all: readonly string[],
): Promise<(name: string, isKeyFirst: boolean) => number | null> {
  const names = [...new Set(all)]
  const matches = await new Matcher(db).match(names.map((mpn) => ({ mpn })))
  const keyOf = new Map(names.map((name, index) => [name, matches[index]?.part_key ?? '']))
  const ids = new Map((await db.query(PRESENT_PARTS, [[...names, ...keyOf.values()]])).map(({ key, id }) => [key, id]))
  return (name, isKeyFirst) => {
    const byKey = ids.get(name) ?? null
    const byNumber = ids.get(keyOf.get(name) ?? '') ?? null
    return isKeyFirst ? (byKey ?? byNumber) : (byNumber ?? byKey)
  }
}

function warn({ problems }: PlannedRow, name: string): void {
  const cause = `alternates: no part has the number ${shown(name)}: make it first, or add it to the line later`
  problems.warn('ALTERNATE_UNKNOWN', 'alternates', cause)
}
