import { createHash } from 'node:crypto'

/** The name of a bag as the table has it: codes may be long. */
export function bagId(bag: string | null): string | null {
  return bag === null ? null : createHash('sha256').update(bag).digest('hex')
}
