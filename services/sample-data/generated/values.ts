import type { Dice } from './dice.ts'

/** The preferred numbers of IEC 60063. */
export const E6 = [10, 15, 22, 33, 47, 68] as const
export const E12 = [10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82] as const
export const E24 = [
  10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91,
] as const
const E96_STEPS = 96
export const E96: readonly number[] = Array.from({ length: E96_STEPS }, (_, n) =>
  Math.round(100 * 10 ** (n / E96_STEPS)),
)

/** A value as digits and a power of ten, so that it is exact: 47 × 10^2 are 4700. */
export interface Scaled {
  digits: number
  exponent: number
}

export function toNumber({ digits, exponent }: Scaled): number {
  return Number(`${digits}e${exponent}`)
}

const PREFIXES: readonly (readonly [prefix: string, exponent: number])[] = [
  ['G', 9],
  ['M', 6],
  ['k', 3],
  ['', 0],
  ['m', -3],
  ['µ', -6],
  ['n', -9],
  ['p', -12],
]

/** The number before its prefix, and the prefix: 4.7 and "k". */
export function engineering(value: Scaled): { mantissa: string; prefix: string } {
  const number = toNumber(value)
  const [prefix, exponent] = PREFIXES.find(([, power]) => number >= Number(`1e${power}`)) ?? ['p', -12]
  return { mantissa: String(Number((number / Number(`1e${exponent}`)).toPrecision(4))), prefix }
}

/** The code of IEC 60062, with a letter for the decimal mark: 4k7, 220R, R047. */
export function letterCode(value: Scaled, unitLetter: string): string {
  const { mantissa, prefix } = engineering(value)
  const letter = prefix === '' ? unitLetter : prefix === 'k' ? 'K' : prefix
  if (prefix === 'm') return `${unitLetter}${String(toNumber(value)).split('.')[1] ?? '0'}`
  return mantissa.includes('.') ? mantissa.replace('.', letter) : `${mantissa}${letter}`
}

/** Significant digits and the number of zeros: 472 for 4700, 4701 with three digits; R marks a point. */
export function zerosCode({ digits, exponent }: Scaled, significant: 2 | 3): string {
  const shift = significant - String(digits).length
  const [code, zeros] = [digits * 10 ** shift, exponent - shift]
  if (zeros >= 0) return `${code}${zeros}`
  const text = String(code).padStart(-zeros + 1, '0')
  const point = text.length + zeros
  return `${text.slice(0, point)}R${text.slice(point)}`.replace(/^0R/, 'R')
}

/** A value as people write it on their shelves: 4.7 kΩ, 4k7, 4.7kOhm, 4,7 k. */
export function writeResistance(value: Scaled, dice: Dice): string {
  const { mantissa, prefix } = engineering(value)
  const roll = dice.between(1, 100)
  if (roll <= 45) return `${mantissa} ${prefix}Ω`
  if (roll <= 60) return `${mantissa}${prefix}Ω`
  if (roll <= 80) return letterCode(value, 'R').replace('K', 'k')
  if (roll <= 90) return `${mantissa} ${prefix}Ohm`
  if (roll <= 96) return prefix === '' ? `${mantissa} Ohm` : `${mantissa}${prefix}`
  return `${mantissa.replace('.', ',')} ${prefix}Ω`
}

/** The same for farads and henries: 100 nF, 100nF, 0.1µF, 4u7. */
export function writeValue(value: Scaled, unit: 'F' | 'H', dice: Dice): string {
  const { mantissa, prefix } = engineering(value)
  const roll = dice.between(1, 100)
  const plain = prefix === 'µ' ? dice.of(['µ', 'µ', 'u']) : prefix
  if (roll <= 50) return `${mantissa} ${plain}${unit}`
  if (roll <= 85) return `${mantissa}${plain}${unit}`
  if (roll <= 92 && unit === 'F' && prefix === 'n') return `${Number(mantissa) / 1000} µF`
  return letterCode(value, 'R').replace('µ', 'u')
}
