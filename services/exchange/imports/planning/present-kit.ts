import type { PlannedUnfitted } from './plan.ts'
import type { Queries } from './present.ts'
import { PRESENT_KIT, PRESENT_KIT_LINES, PRESENT_UNFITTED } from './statements.ts'

export interface PresentKitLine {
  id: number
  partKey: string
  required: number
  designators: string[]
  note: string | null
  alternates: number[]
  hasOpenPicks: boolean
}

/** A kit as it is now. */
export interface PresentKit {
  id: number
  name: string
  isArchived: boolean
  buildTarget: number
  /** By the ids of their parts. */
  lines: ReadonlyMap<number, PresentKitLine>
  /** Keys of the alternates of each line, in their order, by the ids of the lines. */
  alternateKeys: ReadonlyMap<number, string[]>
  unfitted: PlannedUnfitted[]
}

/** The kit with an id, or with a name. */
export async function loadKit(db: Queries, id: number | null, name: string): Promise<PresentKit | null> {
  const [kit] = await db.query(PRESENT_KIT, [id, name])
  if (kit === undefined) return null
  const lines = await db.query(PRESENT_KIT_LINES, [kit.id])
  const unfitted = await db.query(PRESENT_UNFITTED, [kit.id])
  return {
    id: kit.id,
    name: kit.name,
    isArchived: kit.status === 'archived',
    buildTarget: kit.build_target,
    lines: new Map(
      lines.map(({ id, part_id, part_key, required_per_unit, designators, note, alternates, open_picks }) => [
        part_id,
        {
          id,
          partKey: part_key,
          required: required_per_unit,
          designators,
          note,
          alternates: alternates.map(Number),
          hasOpenPicks: open_picks > 0,
        },
      ]),
    ),
    alternateKeys: new Map(lines.map(({ id, alternate_keys }) => [id, alternate_keys])),
    unfitted: unfitted.map(({ part_id, ...line }) => ({ part: part_id, ...line })),
  }
}
