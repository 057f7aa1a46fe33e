import type { Dice } from './dice.ts'

/** Picks a part; the first parts of the list are picked much more often than the others. */
export function choosePart(partIds: readonly number[], dice: Dice): number {
  return partIds[Math.floor(dice.next() ** 2 * partIds.length)] ?? dice.of(partIds)
}
