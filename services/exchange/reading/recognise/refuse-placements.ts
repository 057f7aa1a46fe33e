import { foldHeader } from '../columns/fold-header.ts'
import { FileError } from '../failure.ts'
import type { Table } from './table.ts'

const X = /^(?:mid ?x|pos ?x|center ?x|ref ?x|x)(?: ?\(?(?:mm|mil|in)\)?)?$/
const TURN = /^(?:rotation|rot|angle)$/

/** @throws FileError when the table says where a machine places parts, and not which parts. */
export function refusePlacements({ headers }: Table): void {
  const names = headers.map((header) => foldHeader(header).name)
  const hasX = names.some((name) => X.test(name))
  if (!hasX || !names.some((name) => TURN.test(name))) return
  throw new FileError('NOT_IMPORTABLE', 'This is a placement file: import the bill of materials that belongs to it')
}
