import type { ImportKind } from '../reading/kinds.ts'
import type { ReadChoices } from '../reading/read-result.ts'
import type { ImportChange } from './change-schemas.ts'
import type { Options } from './options.ts'

const OF_ORDERS = [
  ['currency', 'currency'],
  ['order_number', 'orderNumber'],
  ['order_date', 'orderDate'],
  ['seller_name', 'seller'],
] as const

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
  for (const [option, choice] of OF_ORDERS) {
    const said = options[option]
    if (typeof said === 'string') choices[choice] = said
    else if (said === null) delete choices[choice]
  }
  return choices
}
