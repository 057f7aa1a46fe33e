import { roundValue } from './quantity.ts'

/** Three figures of the E96 series by the number that stands for them. */
const E96 = (
  '100 102 105 107 110 113 115 118 121 124 127 130 133 137 140 143 147 150 154 158 162 165 169 174 178 182 187 191 196 ' +
  '200 205 210 215 221 226 232 237 243 249 255 261 267 274 280 287 294 301 309 316 324 332 340 348 357 365 374 383 392 ' +
  '402 412 422 432 442 453 464 475 487 499 511 523 536 549 562 576 590 604 619 634 649 665 681 698 715 732 750 768 787 ' +
  '806 825 845 866 887 909 931 953 976'
).split(' ')

const E96_EXPONENTS: Readonly<Record<string, number>> = {
  Z: -3,
  Y: -2,
  R: -2,
  X: -1,
  S: -1,
  A: 0,
  B: 1,
  H: 1,
  C: 2,
  D: 3,
  E: 4,
  F: 5,
}

/**
 * Figures and a power of ten in a code of digits: 104 is 10 with four zeros. The last digit is 1 to 9, since a code
 * without zeros is better read as the number itself.
 *
 * @param digits how many digits the code has.
 */
export function eiaCode(code: string, digits: 3 | 4): number | null {
  if (code.length !== digits || !/^[1-9]\d+[1-9]$/.test(code)) return null
  return roundValue(Number(`${code.slice(0, -1)}e${code.slice(-1)}`))
}

/** The ohms of a code such as 01C, which is 10 kΩ (EIA-96). */
export function eia96(code: string): number | null {
  const [, number = '', letter = ''] = /^(\d\d)([A-FHRSXYZ])$/.exec(code.toUpperCase()) ?? []
  const [figures, exponent] = [E96[Number(number) - 1], E96_EXPONENTS[letter]]
  return figures === undefined || exponent === undefined ? null : roundValue(Number(`${figures}e${exponent}`))
}
