import type { Import } from '../../api/queries/imports.ts'
import { KIND_NAMES } from '../../shared/imports/words.ts'
import { bytes, plural } from '../../shared/text/numbers.ts'

/** The number of the order that a file is of; null when it is none, or names none. */
export function orderNumberOf({ kind, options, detected }: Import): string | null {
  if (kind !== 'order') return null
  return typeof options.order_number === 'string' ? options.order_number : (detected?.order_number ?? null)
}

/** What an import is called on its page. */
export function titleOf(one: Import): string {
  const number = orderNumberOf(one)
  return number === null ? one.file_name : `Order ${number}`
}

/** What is known of a file, in few words. */
export function factsOf(one: Import): string {
  const { kind, detected, summary } = one
  const facts = [
    orderNumberOf(one) === null ? null : one.file_name,
    bytes(one.size_bytes),
    kind === null ? null : KIND_NAMES[kind],
    detected?.seller ?? null,
    summary === null ? null : plural(summary.rows, 'row', 'rows'),
  ]
  return facts.filter((fact) => fact !== null && fact !== '').join(', ')
}
