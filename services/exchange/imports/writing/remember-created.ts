import type { UnitOfWork } from '../../../../plugins/database/database.ts'
import { REMEMBER_CREATED } from '../matching/decision-statements.ts'
import type { NewPart } from '../planning/plan.ts'

/**
 * Remembers what rows have called new parts that they name by words alone.
 *
 * @param ids of the parts, in their order.
 */
export async function rememberCreated(
  unit: UnitOfWork,
  importId: number,
  parts: readonly NewPart[],
  ids: readonly number[],
): Promise<void> {
  const byWords = new Map<string, number>()
  for (const [index, { calledBy }] of parts.entries()) {
    const id = ids[index]
    if (id === undefined) throw new Error('a new part has no id')
    for (const [words, isRemembered] of calledBy) if (isRemembered && !byWords.has(words)) byWords.set(words, id)
  }
  if (byWords.size > 0) await unit.query(REMEMBER_CREATED, [importId, [...byWords.keys()], [...byWords.values()]])
}
