import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { REMEMBER_CREATED } from '../matching/statements.ts'
import type { NewPart } from '../planning/plan.ts'

/** A text that meant another part before. */
export interface Replaced {
  folded: string
  part_id: number
}

/**
 * Remembers what rows have called new parts that they name by words alone.
 *
 * @param ids of the parts, in their order.
 * @returns for ids of new parts: what their texts meant before.
 */
export async function rememberCreated(
  unit: UnitOfWork,
  parts: readonly NewPart[],
  ids: readonly number[],
): Promise<Map<number, Replaced[]>> {
  const byWords = new Map<string, number>()
  for (const [index, { calledBy }] of parts.entries()) {
    const id = ids[index]
    if (id === undefined) throw new Error('a new part has no id')
    for (const [words, isRemembered] of calledBy) if (isRemembered && !byWords.has(words)) byWords.set(words, id)
  }
  if (byWords.size === 0) return new Map()
  const replaced = await unit.query(REMEMBER_CREATED, [[...byWords.keys()], [...byWords.values()]])
  const byPart = new Map<number, Replaced[]>()
  for (const { part_id, folded, meant } of replaced) {
    byPart.set(part_id, [...(byPart.get(part_id) ?? []), { folded, part_id: meant }])
  }
  return byPart
}
