import type { ImportKind } from '../reading/kinds.ts'
import type { ReadChoices } from '../reading/read-result.ts'
import type { ImportChange } from './change-schemas.ts'
import type { Options } from './options.ts'

/**
 * How a file is read: what was said before, what is changed now, and those options that the reading needs.
 *
 * @param kind of the file, when a person has said it.
 */
export function readingChoices(
  options: Options,
  before: ReadChoices = {},
  change: Partial<ImportChange> = {},
  kind: ImportKind | null = null,
): ReadChoices {
  const choices: ReadChoices = { ...before }
  if (change.kind !== undefined && kind !== null) choices.kind = kind
  // Fields of another kind mean nothing any more.
  if (change.kind !== undefined && change.kind !== before.kind) delete choices.columns
  if (change.columns !== undefined) choices.columns = change.columns
  if (change.header_row !== undefined) choices.headerRow = change.header_row
  if (change.sheet !== undefined) choices.sheet = change.sheet
  if (change.encoding !== undefined) choices.encoding = change.encoding
  if (change.delimiter !== undefined) choices.delimiter = change.delimiter
  if (change.decimal !== undefined) choices.decimal = change.decimal
  if (typeof options.currency === 'string') choices.currency = options.currency
  if (typeof options.order_number === 'string') choices.orderNumber = options.order_number
  if (typeof options.order_date === 'string') choices.orderDate = options.order_date
  if (typeof options.seller_name === 'string') choices.seller = options.seller_name
  return choices
}
