import { readFile } from 'node:fs/promises'
import type { Database } from '../../../plugins/database/database.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { ADD_MISSING_TYPES } from './statements.ts'

/** The list that the service ships. */
export const PREDEFINED_TYPES_FILE = new URL('./part-types.txt', import.meta.url)

/** The names in a list: one a line, trimmed; empty lines and lines that begin with `#` do not count. */
export function parseTypeNames(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

async function readTypeNames(file: URL | string): Promise<string[]> {
  try {
    return parseTypeNames(await readFile(file, 'utf8'))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const refusal = invalidOperation(
      'sync part types',
      missing ? `File not found: ${file}` : `of an error reading ${file}`,
    )
    refusal.cause = error
    throw refusal
  }
}

/**
 * Adds the listed types that are missing, in the order of the list; it never changes or removes a type. Two runs at the
 * same time are safe, and another run adds nothing.
 *
 * @returns how many were added.
 * @throws DomainError 409 when the list cannot be read.
 */
export async function syncPredefinedTypes(db: Database, file: URL | string = PREDEFINED_TYPES_FILE): Promise<number> {
  const names = await readTypeNames(file)
  const added = await db.query(ADD_MISSING_TYPES, [names])
  return added.length
}
