import type { RowOf } from '../../../plugins/database/statement.ts'
import { goneInWords } from '../../catalogue/retired-parts/gone-parts.ts'
import { type DoneOperation, type Effects, FINAL, type Queries } from '../operations/effects.ts'
import type { DONE_OPERATION, OPERATION } from './statements.ts'

type OperationRow = RowOf<typeof OPERATION>

/** An operation as those see it who take its effect back. */
export function doneOperation({
  id,
  root,
  reason,
  source,
  detail,
  part_ids: partIds,
}: RowOf<typeof DONE_OPERATION>): DoneOperation {
  return { id, root, reason, source, detail: detail ?? {}, partIds }
}

/** What is in the way for any kind of operation; null for nothing. */
function generalObstacle(operation: OperationRow, effects: Effects): string | null {
  const {
    effect,
    undone_by: undoneBy,
    gone_parts: goneParts,
    gone_count: goneCount,
    short_pile: shortPile,
    full_pile: fullPile,
    lost_place: lostPlace,
  } = operation
  if (undoneBy !== null) return 'it was undone already'
  if (effect === FINAL.kind) return 'what it took back has to be done anew'
  if (effect !== null && effects.find(effect) === undefined) return 'this version does not know how'
  const returning =
    effect === null ? null : (effects.find(effect)?.returningPart?.keyOf(doneOperation(operation)) ?? null)
  const gone = goneParts.filter(({ key }) => key !== returning)
  if (gone.length > 0) return goneInWords(gone, goneCount - (goneParts.length - gone.length))
  if (shortPile !== null) {
    const [place, key] = shortPile.split(' ')
    return `too few pieces of ${key} are left in ${place}`
  }
  if (fullPile !== null) {
    const [place, key] = fullPile.split(' ')
    return `there would be more pieces of ${key} in ${place} than can be counted`
  }
  return lostPlace === null ? null : `the location ${lostPlace} does not exist any more`
}

/**
 * What is in the way of undoing each of these operations, as it follows "because"; null for nothing. The number of
 * statements depends on the kinds of effects, not on the number of operations.
 *
 * @param isTask whether the task that undoes one of them asks: then it is not in its own way.
 */
export async function findObstacles(
  db: Queries,
  effects: Effects,
  operations: readonly OperationRow[],
  isTask = false,
): Promise<Map<string, string | null>> {
  const found = new Map(operations.map((operation) => [operation.id, generalObstacle(operation, effects)]))
  const open = operations.filter(({ id }) => found.get(id) === null)
  for (const [name, ofKind] of Map.groupBy(open, ({ effect }) => effect)) {
    const kind = name === null ? undefined : effects.find(name)
    if (kind === undefined) continue
    const done = ofKind.map(doneOperation)
    for (const [id, cause] of await kind.findObstacles(db, done)) found.set(id, cause)
    if (isTask || kind.inTask === undefined) continue
    for (const id of (await kind.inTask.findRunning(db, done)).keys()) found.set(id, 'it is being undone already')
  }
  const undoing = open.filter(({ id, turns }) => turns % 2 === 1 && found.get(id) === null)
  if (undoing.length === 0) return found
  for (const [id, cause] of await effects.findObstaclesOfRedone(db, undoing.map(doneOperation))) found.set(id, cause)
  return found
}
