import { bigint, bool } from '../../../plugins/database/statement.ts'

/** Characters that a cell of a spreadsheet can hold. */
export const MAX_CELL = 32_767

/** What a statement answers that measures a table. */
export const SIZE = { rows: bigint, is_too_long: bool }

/** SQL whether a text is longer than a cell can hold. */
export function isTooLong(text: string): string {
  return `char_length(${text}) > ${MAX_CELL}`
}
