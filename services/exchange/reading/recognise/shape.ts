import type { Field } from '../columns/fields.ts'
import { foldHeader } from '../columns/fold-header.ts'
import { knownHeader } from '../columns/known-headers.ts'
import { listedHeader } from '../columns/listed-header.ts'
import type { Table } from './table.ts'

const SAMPLE = 500

/** What the kind of a file is recognised by. */
export interface Shape {
  fileName: string
  delimiter: string | null
  /** Lines before the table, joined. */
  preamble: string
  /** Headers as they are written, by their folded names. */
  headers: ReadonlyMap<string, string>
  /** Folded headers of columns that hold something. */
  filled: ReadonlySet<string>
  fields: ReadonlySet<Field>
  firstHeader: string
}

export function shapeOf(table: Table, fileName: string, delimiter: string | null): Shape {
  const headers = new Map<string, string>()
  const filled = new Set<string>()
  const fields = new Set<Field>()
  const sample = table.rows.slice(0, SAMPLE)
  for (const [index, header] of table.headers.entries()) {
    const { name } = foldHeader(header.replace(/^#(?=\p{L})/u, ''))
    if (name === '') continue
    headers.set(name, header)
    const listed = listedHeader(header)
    if (listed !== null) {
      for (const each of [listed.list, listed.name]) if (!headers.has(each)) headers.set(each, header)
      fields.add(listed.field)
    }
    const field = knownHeader(name)?.field
    if (field !== undefined) fields.add(field)
    if (sample.some(({ cells }) => (cells[index] ?? '').trim() !== '')) filled.add(name)
  }
  return {
    fileName,
    delimiter,
    preamble: table.preamble.map(({ cells }) => cells.join(' ')).join('\n'),
    headers,
    filled,
    fields,
    firstHeader: foldHeader(table.headers[0] ?? '').name,
  }
}
