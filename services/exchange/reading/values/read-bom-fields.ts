import { type ProblemList, shown } from '../problems.ts'
import type { Cells } from './cells.ts'
import { splitDesignators } from './designators.ts'
import type { RowFields } from './fields-of-row.ts'
import { readFittedColumn, saysNotFitted } from './not-fitted.ts'

const MOST = 2000
const LONGEST = 100

/** Reads what only bills of materials have: designators, and whether the part is fitted. */
export function readBomFields(cells: Cells, fields: RowFields, problems: ProblemList): void {
  const text = cells.first('designators')?.text ?? ''
  if (text.includes('\0') || !text.isWellFormed()) {
    problems.error(
      'BAD_CHARACTER',
      'designators',
      `designators: ${shown(text.toWellFormed().replaceAll('\0', '\ufffd'))} holds a character that no text may have: remove it`,
    )
    return
  }
  const designators = splitDesignators(text)
  if (designators.length > MOST || designators.some((name) => name.length > LONGEST)) {
    problems.error('TEXT_TOO_LONG', 'designators', `designators: at most ${MOST} names of ${LONGEST} characters`)
    return
  }
  if (designators.length > 0) fields.designators = designators
  else problems.warn('DESIGNATOR_MISSING', 'designators', 'designators: the row names no place on the board')
  const column = cells.first('dnp')
  const isMarked = column !== undefined && readFittedColumn(column.text, column.column.isInverted)
  if (isMarked || [fields.value, fields.note, fields.name].some(saysNotFitted)) fields.dnp = true
}
