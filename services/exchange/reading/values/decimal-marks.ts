import type { ColumnSource } from '../columns/column.ts'
import type { Field } from '../columns/fields.ts'
import type { DataRow } from '../recognise/table.ts'
import { type DecimalMark, type NumberForm, weighMarks } from './number-marks.ts'

const SAMPLE_ROWS = 5000
const PRICES: readonly Field[] = ['unit_price', 'total_price']
const QUANTITIES: readonly Field[] = ['quantity', 'min_stock', 'backorder']
const TEXTS: readonly Field[] = ['value', 'package', 'description']

/** How the numbers of a file are written. */
export interface NumberForms {
  /** The mark that people are shown for the file. */
  decimal: DecimalMark
  prices: NumberForm
  quantities: NumberForm
}

/**
 * Decides the decimal mark: for the prices by their own cells, for the quantities by theirs and the prices, else by the
 * values of the parts.
 *
 * @param chosen the mark that a person has named.
 */
export function decideMarks(
  rows: readonly DataRow[],
  columns: readonly ColumnSource[],
  delimiter: string | null,
  chosen: DecimalMark | undefined,
): NumberForms {
  const sample = rows.slice(0, SAMPLE_ROWS)
  const textsOf = (fields: readonly Field[]) =>
    columns.flatMap(({ field, index }) =>
      field !== null && fields.includes(field) ? sample.map(({ cells }) => cells[index] ?? '') : [],
    )
  const prices = weighMarks(textsOf(PRICES))
  const quantities = weighMarks(textsOf(QUANTITIES))
  // A comma that separates the cells of the file is no decimal mark in them.
  const texts = delimiter === ',' ? null : commaOfTexts(textsOf(TEXTS))
  const known = chosen ?? prices.mark ?? quantities.mark
  const decimal = known ?? texts ?? '.'
  return {
    decimal,
    prices: { decimal, isAmbiguous: known === null && prices.hasUnclear },
    quantities: {
      // One mark with three digits behind it separates thousands in a quantity, whichever mark it is.
      decimal: known ?? thousandsMark(textsOf(QUANTITIES), decimal),
      isAmbiguous: known === null && quantities.hasUnclear,
    },
  }
}

const COMMA = /\d,\d/
const DOT = /\d\.\d/

function commaOfTexts(texts: readonly string[]): DecimalMark | null {
  const commas = texts.filter((text) => COMMA.test(text)).length
  const dots = texts.filter((text) => DOT.test(text)).length
  return commas > dots ? ',' : null
}

function thousandsMark(texts: readonly string[], decimal: DecimalMark): DecimalMark {
  const unclear = texts.find((text) => /\d[.,]\d{3}(?!\d)/.test(text))
  if (unclear === undefined) return decimal
  return unclear.includes('.') ? ',' : '.'
}
