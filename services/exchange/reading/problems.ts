/** What keeps a row from being written. */
export const ERROR_CODES = [
  'QUANTITY_MISSING',
  'QUANTITY_NOT_A_NUMBER',
  'QUANTITY_FRACTION',
  'QUANTITY_NEGATIVE',
  'QUANTITY_TOO_LARGE',
  'PRICE_NOT_A_NUMBER',
  'DATE_NOT_READABLE',
  'REQUIRED_FIELD',
  'TEXT_TOO_LONG',
  'BAD_CHARACTER',
  'PLACE_NOT_READABLE',
  'PLACE_UNKNOWN',
  'MATCH_NEEDED',
  'PART_UNKNOWN',
  'SELLER_UNKNOWN',
  'DESIGNATOR_TWICE',
  'STOCK_WOULD_BE_NEGATIVE',
  'DUPLICATE_KEY',
  'ALREADY_ON_LIST',
  'CHANGED_MEANWHILE',
  'CODE_NOT_KEPT',
] as const

/** What a person should look at. */
export const WARNING_CODES = [
  'AMBIGUOUS_NUMBER',
  'AMBIGUOUS_DATE',
  'QUANTITY_IS_NOT_DESIGNATORS',
  'LINES_MERGED',
  'PRICE_WITHOUT_CURRENCY',
  'DESIGNATOR_MISSING',
  'ROW_TOO_SHORT',
  'ROW_TOO_LONG',
  'VALUE_CLIPPED',
  'FORMULA_CELL',
  'ERROR_CELL',
  'PLACE_SUGGESTED',
  'MAKER_DIFFERS',
  'BACKORDERED',
  'NOT_SHIPPED',
  'TOTAL_DIFFERS',
  'RECEIVED_BEFORE',
  'ENCODING_GUESSED',
  'EXCEL_DAMAGE',
  'PLACE_UNMAPPED',
  'ALTERNATE_UNKNOWN',
  'MORE_THAN_ORDERED',
  'RECEIVED_WITHOUT_ORDER',
  'RECEIVED_OTHERWISE',
  'LIST_LINE_LEFT',
  'PART_DELETED',
  'ROWS_DIFFER',
  'CODE_OF_ANOTHER',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]
export type WarningCode = (typeof WARNING_CODES)[number]

/** A problem of a row. The message names the value, what is expected and what to do. */
export interface Problem {
  code: ErrorCode | WarningCode
  /** The field of the row that it is about; null: the row as a whole. */
  field: string | null
  message: string
}

/** The problems of one row. */
export interface Problems {
  errors: Problem[]
  warnings: Problem[]
}

const SHOWN = 60

/** A value of a file as messages show it. */
export function shown(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ').trim()
  return `\`${line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line}\``
}

/** Adds problems to a row. */
export class ProblemList implements Problems {
  readonly errors: Problem[] = []
  readonly warnings: Problem[] = []

  error(code: ErrorCode, field: string | null, message: string): void {
    this.errors.push({ code, field, message })
  }

  warn(code: WarningCode, field: string | null, message: string): void {
    this.warnings.push({ code, field, message })
  }

  lists(): Problems {
    return { errors: this.errors, warnings: this.warnings }
  }
}
