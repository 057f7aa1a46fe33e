import { INT4_MAX } from '../../../../plugins/int4.ts'
import { type ProblemList, shown } from '../problems.ts'
import { type NumberForm, plainDigits } from './number-marks.ts'

const COUNT = String.raw`(?:pcs?\.?|pieces?|x|×|stück|stk\.?|st\.?|ea\.?|each|шт\.?|个|pce)`
const BEHIND = new RegExp(`^(.*?\\d[.,]?)\\s*${COUNT}$`, 'iu')
const SMALL = /^\d{1,9}$/
const FRONT = /^[x×]\s*(?=\d)/iu
const MARK_OF_THREE = /^\D*\d{1,3}[.,]\d{3}\D*$/

/**
 * A count of pieces. Nothing is rounded.
 *
 * @param field that problems name.
 * @returns null when it cannot be read; the problem is added.
 */
export function readQuantity(text: string, form: NumberForm, field: string, problems: ProblemList): number | null {
  // What most quantities are.
  if (SMALL.test(text)) return Number(text)
  const plain = text.normalize('NFKC').trim()
  const bare = (BEHIND.exec(plain)?.[1] ?? plain).replace(FRONT, '')
  const digits = plainDigits(bare, form.decimal)
  if (digits === null) {
    problems.error('QUANTITY_NOT_A_NUMBER', field, `${field}: ${shown(text)} is no whole number: write how many pieces`)
    return null
  }
  if (form.isAmbiguous && MARK_OF_THREE.test(bare)) {
    problems.warn('AMBIGUOUS_NUMBER', field, `${field}: ${shown(text)} was read as ${digits}: check the decimal mark`)
  }
  const number = Number(digits)
  if (number < 0) {
    problems.error('QUANTITY_NEGATIVE', field, `${field}: ${shown(text)} is negative: write 0 or more`)
  } else if (!Number.isInteger(number)) {
    problems.error('QUANTITY_FRACTION', field, `${field}: ${shown(text)} is no whole number: pieces are not divided`)
  } else if (number > INT4_MAX) {
    problems.error('QUANTITY_TOO_LARGE', field, `${field}: ${shown(text)} is more than ${INT4_MAX}`)
  } else return number
  return null
}
