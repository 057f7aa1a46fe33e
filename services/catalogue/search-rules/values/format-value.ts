import type { Quantity } from './quantity.ts'

interface Display {
  unit: string
  /** Prefixes by exponent of ten, smallest first. */
  prefixes: readonly (readonly [number, string])[]
}

const SMALL: Display['prefixes'] = [
  [-12, 'p'],
  [-9, 'n'],
  [-6, 'µ'],
  [-3, 'm'],
  [0, ''],
]
const USUAL: Display['prefixes'] = [
  [-6, 'µ'],
  [-3, 'm'],
  [0, ''],
  [3, 'k'],
]
const PLAIN: Display['prefixes'] = [[0, '']]

const DISPLAYS: Readonly<Record<Quantity, Display>> = {
  resistance: {
    unit: 'Ω',
    prefixes: [
      [-3, 'm'],
      [0, ''],
      [3, 'k'],
      [6, 'M'],
      [9, 'G'],
    ],
  },
  capacitance: { unit: 'F', prefixes: SMALL },
  inductance: { unit: 'H', prefixes: SMALL.slice(1) },
  voltage: { unit: 'V', prefixes: USUAL },
  current: { unit: 'A', prefixes: [[-9, 'n'], ...USUAL] },
  power: { unit: 'W', prefixes: USUAL },
  frequency: {
    unit: 'Hz',
    prefixes: [
      [0, ''],
      [3, 'k'],
      [6, 'M'],
      [9, 'G'],
    ],
  },
  tolerance: { unit: '%', prefixes: PLAIN },
  tempco: { unit: 'ppm', prefixes: PLAIN },
  length: {
    unit: 'm',
    prefixes: [
      [-9, 'n'],
      [-6, 'µ'],
      [-3, 'm'],
      [0, ''],
    ],
  },
  temperature: { unit: '°C', prefixes: PLAIN },
  voltage_per_temperature: { unit: 'V/°C', prefixes: USUAL.slice(0, 3) },
  voltage_per_current: { unit: 'V/A', prefixes: USUAL.slice(0, 3) },
  voltage_per_time: { unit: 'V/µs', prefixes: PLAIN },
  current_per_power: { unit: 'A/W', prefixes: USUAL.slice(0, 3) },
  temperature_per_power: { unit: 'K/W', prefixes: PLAIN },
  colour_temperature: { unit: 'K', prefixes: PLAIN },
}

/** A decimal number without exponent and without zeros at its end. */
function decimal(number: number): string {
  const short = String(number)
  return short.includes('e') ? number.toFixed(15).replace(/\.?0+$/, '') : short
}

/** The unit of a quantity without prefix. */
export function unitOf(quantity: Quantity): string {
  return DISPLAYS[quantity].unit
}

/** An amount as people write it: `4.7 kΩ`. Read again, it is the same amount. */
export function formatValue(quantity: Quantity, amount: number): string {
  const { unit, prefixes } = DISPLAYS[quantity]
  const size = Math.abs(amount)
  const fitting = prefixes.filter(([exponent]) => Number(`1e${exponent}`) <= size).at(-1)
  const [exponent, prefix] = amount === 0 ? [0, ''] : (fitting ?? prefixes[0] ?? [0, ''])
  const number = decimal(Number((amount / Number(`1e${exponent}`)).toPrecision(6)))
  return quantity === 'tolerance' ? `${number}%` : `${number} ${prefix}${unit}`
}
