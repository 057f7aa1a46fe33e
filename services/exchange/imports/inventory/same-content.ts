import { isDeepStrictEqual } from 'node:util'
import type { KitContent, ListContent } from './inventory-plan.ts'

/** Whether a kit of a file is the one that is there. The order of its lines means nothing. */
export function sameKit(wanted: KitContent, there: KitContent): boolean {
  return isDeepStrictEqual(sorted(wanted), sorted(there))
}

/** The same of a shopping list; when its lines were completed does not count. */
export function sameList(wanted: ListContent, there: ListContent): boolean {
  return isDeepStrictEqual(plainList(wanted), plainList(there))
}

function sorted<Content extends { lines: { key: string }[] }>(content: Content): Content {
  return { ...content, lines: content.lines.toSorted((a, b) => order(a.key, b.key)) }
}

function plainList(content: ListContent) {
  const { lines, groups, ...rest } = sorted(content)
  return {
    ...rest,
    lines: lines.map(({ completed_at: _, ...line }) => line),
    groups: groups.toSorted((a, b) => order(a.seller, b.seller)),
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
