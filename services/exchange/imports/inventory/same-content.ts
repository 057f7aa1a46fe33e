import { isDeepStrictEqual } from 'node:util'
import type { OwnData } from '../../own-format/records.ts'

/** Whether a kit of a file is the one that is there. */
export function sameKit({ name: _, ...data }: OwnData<'kits'>, there: Record<string, unknown>): boolean {
  return isDeepStrictEqual(data, there)
}

/** The same of a shopping list; when its lines were completed does not count. */
export function sameList(
  { name: _, lines, ...data }: OwnData<'shopping_lists'>,
  there: Record<string, unknown>,
): boolean {
  return isDeepStrictEqual({ ...data, lines: lines.map(({ completed_at: __, ...line }) => line) }, there)
}
