import { createHash } from 'node:crypto'
import { RULES_VERSION } from '../../catalogue/search-rules/rules-version.ts'
import type { Position } from './position.ts'

/** Longer cursors are none of ours. */
const LONGEST = 500

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16)
}

function fields(position: Position): unknown[] {
  const { created, id } = position
  switch (position.order) {
    case 'relevance':
      return ['relevance', created, id, position.rank, position.seen]
    case 'newest':
      return ['newest', created, id]
    case 'stock':
      return ['stock', created, id, position.stock]
  }
}

/** The cursor of the page behind a place. It is of no use with another query, another order or other rules. */
export function encodeCursor(position: Position, q: string, sort: string): string {
  const own = fields(position)
  const text = JSON.stringify([...own, digest([RULES_VERSION, q, sort, ...own])])
  return Buffer.from(text).toString('base64url')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function positionOf([order, created, id, first, second]: unknown[]): Position | null {
  if (typeof created !== 'string' || typeof id !== 'number') return null
  if (order === 'newest') return { order, created, id }
  if (order === 'stock' && typeof first === 'number') return { order, created, id, stock: first }
  if (order === 'relevance' && typeof first === 'number' && typeof second === 'number') {
    return { order, created, id, rank: first, seen: second }
  }
  return null
}

/** Reads a cursor. @returns null when it is not one of this query and order, made under the present rules. */
export function decodeCursor(cursor: string, q: string, sort: string): Position | null {
  if (cursor.length > LONGEST || !/^[\w-]+$/.test(cursor)) return null
  const read = parse(Buffer.from(cursor, 'base64url').toString())
  const position = Array.isArray(read) ? positionOf(read) : null
  return position && encodeCursor(position, q, sort) === cursor ? position : null
}
