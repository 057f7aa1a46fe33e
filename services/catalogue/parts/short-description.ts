import { Type } from 'typebox'

/** Characters of a description in lists that have it as a label. */
const MAX_SHORT = 500

/** The description of a part as a label: the part itself has it whole. */
export function ShortDescription() {
  return Type.String({ description: `Up to ${MAX_SHORT} characters; a longer one ends with an ellipsis` })
}

/**
 * SQL that shortens a description.
 *
 * @param column SQL for the description.
 */
export function shortDescriptionSql(column: string): string {
  return `case when char_length(${column}) > ${MAX_SHORT} then left(${column}, ${MAX_SHORT - 1}) || '…' else ${column} end`
}
