import { foldHeader } from '../columns/fold-header.ts'
import { FileError } from '../failure.ts'
import type { Table } from './table.ts'

const at = (axis: string) =>
  new RegExp(
    `^(?:mid ?${axis}|pos ?${axis}|center ?${axis}|ref ?${axis}|${axis}(?: ?(?:location|loc|coord|coordinate|pos|position))?)(?: ?\\(?(?:mm|mil|in)\\)?)?$`,
  )
const X = at('x')
const Y = at('y')
const TURN = /^(?:rotation|rot|angle)$/
const NET = /^net(?: ?name)?$/
const PARTS = /^(?:q(?:uanti)?ty|quantity|menge|anzahl|mpn|value)$/

/** @throws FileError when the table says where a machine places parts or puts its probes, and not which parts. */
export function refusePlacements({ headers }: Table): void {
  const names = headers.map((header) => foldHeader(header).name)
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (!has(X)) return
  if (has(TURN)) {
    throw new FileError('NOT_IMPORTABLE', 'This is a placement file: import the bill of materials that belongs to it')
  }
  if (has(NET) && has(Y) && !has(PARTS)) {
    throw new FileError(
      'NOT_IMPORTABLE',
      'This is a test point report: import the bill of materials of the same board instead',
    )
  }
}
