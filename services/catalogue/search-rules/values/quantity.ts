export const QUANTITIES = [
  'resistance',
  'capacitance',
  'inductance',
  'voltage',
  'current',
  'power',
  'frequency',
  'tolerance',
  'tempco',
  'length',
  'temperature',
] as const

/** What a value is an amount of. Values are numbers in its unit without prefix: ohm, farad, metre, per cent, ppm. */
export type Quantity = (typeof QUANTITIES)[number]

/** An amount of something, or all from one amount to another; two equal ends are one amount. */
export interface Value {
  quantity: Quantity
  low: number
  high: number
  /**
   * Set where the unit was only a prefix, so that the component decides: `small` is n or u (farad or henry), `large` is
   * k or M (ohm or hertz).
   */
  bare?: 'small' | 'large'
}

/** Numbers that agree in six digits are the same. */
export function roundValue(number: number): number {
  // Adding zero makes -0 a plain 0.
  return Number(number.toPrecision(6)) + 0
}
