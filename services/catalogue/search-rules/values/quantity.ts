/** Quantities that a filter asks for by their name. */
export const FILTERED_QUANTITIES = [
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

export type FilteredQuantity = (typeof FILTERED_QUANTITIES)[number]

/** Amounts of one thing for each unit of another one, as data sheets give them. */
const RATES = [
  'voltage_per_temperature',
  'voltage_per_current',
  'voltage_per_time',
  'current_per_power',
  'temperature_per_power',
] as const

export const QUANTITIES = [...FILTERED_QUANTITIES, ...RATES, 'colour_temperature'] as const

/** What a value is an amount of. Values are numbers in its unit without prefix: ohm, farad, metre, per cent, ppm. */
export type Quantity = (typeof QUANTITIES)[number]

/** An amount of something, or all from one amount to another; two equal ends are one amount. */
export interface Value {
  quantity: Quantity
  low: number
  high: number
  /**
   * Set where the unit was only a letter, so that the component decides: `small` is n or u (farad or henry), `large` is
   * k or M (ohm or hertz), `light` is K, if it is that of a lamp.
   */
  bare?: 'small' | 'large' | 'light'
}

/** Numbers that agree in six digits are the same. */
export function roundValue(number: number): number {
  // Adding zero makes -0 a plain 0.
  return Number(number.toPrecision(6)) + 0
}
