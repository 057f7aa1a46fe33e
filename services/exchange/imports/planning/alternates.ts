import { shown } from '../../reading/problems.ts'
import { newPartCounts } from '../matching/match-of-candidates.ts'
import { Matcher } from '../matching/matcher.ts'
import { NO_MATCH } from '../model.ts'
import type { PlannedRow } from './planned-row.ts'
import type { Planner } from './planner.ts'
import type { Queries } from './present.ts'
import type { Ref } from './refs.ts'
import { PRESENT_PARTS } from './statements.ts'

/** A part that a row names as an alternate, with its key, or how effects name it before it has one. */
export interface Alternate {
  ref: Ref
  name: string
}

/** Finds the parts that a row names as alternates. */
export type AlternatesOf = (row: PlannedRow) => Alternate[]

/**
 * The parts that rows name as alternates: by their numbers, or by their keys as our own exports do. Where a row has a key itself,
 * that of an alternate comes first. Lists of a JSON file come with commas, and so do some numbers.
 *
 * @param created finds the parts that rows of the file create, once all of them are planned: what the next file finds is taken.
 */
export async function alternatesOf(
  db: Queries,
  planned: readonly PlannedRow[],
  created: Pick<Planner, 'newPartMeant' | 'hasNewWithNumber'>,
): Promise<AlternatesOf> {
  const names = planned.flatMap((row) => row.row.fields.alternates ?? [])
  if (names.length === 0) return () => []
  const partOf = await lookUp(
    db,
    names.flatMap((text) => [text, ...piecesOf(text)]),
    created,
  )
  return (row) => {
    const { fields } = row.row
    const named = (name: string) => partOf(name, fields.key !== undefined)
    return (fields.alternates ?? []).flatMap((text) => {
      const isWhole = named(text) !== null || !piecesOf(text).some((piece) => named(piece) !== null)
      return (isWhole ? [text] : piecesOf(text)).flatMap((name) => {
        const part = named(name)
        if (part === null && fields.dnp !== true) warn(row, name)
        return part ?? []
      })
    })
  }
}

function piecesOf(text: string): string[] {
  return text.includes(',') ? text.split(',').flatMap((piece) => piece.trim() || []) : []
}

/** Finds parts by numbers or keys. */
async function lookUp(
  db: Queries,
  all: readonly string[],
  created: Pick<Planner, 'newPartMeant' | 'hasNewWithNumber'>,
): Promise<(name: string, isKeyFirst: boolean) => Alternate | null> {
  const names = [...new Set(all)]
  const matches = await new Matcher(db).match(names.map((mpn) => ({ mpn })))
  const matchOf = new Map(names.map((name, index) => [name, matches[index] ?? NO_MATCH]))
  const found = await db.query(PRESENT_PARTS, [[...names, ...matches.flatMap(({ part_key }) => part_key ?? [])]])
  const parts = new Map(found.map(({ key, id }) => [key, { ref: id, name: key }]))
  const byNumberOf = (name: string): Alternate | null => {
    const match = matchOf.get(name) ?? NO_MATCH
    if (newPartCounts(match)) return created.newPartMeant({ mpn: name })
    if (match.reason === 'number' && created.hasNewWithNumber({ mpn: name })) return null
    return parts.get(match.part_key ?? '') ?? null
  }
  return (name, isKeyFirst) => {
    const byKey = parts.get(name) ?? null
    return isKeyFirst ? (byKey ?? byNumberOf(name)) : (byNumberOf(name) ?? byKey)
  }
}

function warn({ problems }: PlannedRow, name: string): void {
  const cause = `alternates: no part has the number ${shown(name)}: make it first, or add it to the line later`
  problems.warn('ALTERNATE_UNKNOWN', 'alternates', cause)
}
