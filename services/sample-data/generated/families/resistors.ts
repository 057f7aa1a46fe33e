import type { Choices } from '../choices.ts'
import type { PartFamily } from '../part-family.ts'
import { E12, E24, E96, engineering, letterCode, type Scaled, toNumber, writeResistance, zerosCode } from '../values.ts'

const CHIP = { shape: 'block', colour: '#1f2937' } as const
const SIZES = [
  { size: '0201', metric: '0.6 x 0.3 mm', power: '1/20 W', volts: '25 V', rohm: '006', koa: '1H' },
  { size: '0402', metric: '1.0 x 0.5 mm', power: '1/16 W', volts: '50 V', rohm: '01', koa: '1E' },
  { size: '0603', metric: '1.6 x 0.8 mm', power: '1/10 W', volts: '75 V', rohm: '03', koa: '1J' },
  { size: '0805', metric: '2.0 x 1.25 mm', power: '1/8 W', volts: '150 V', rohm: '10', koa: '2A' },
  { size: '1206', metric: '3.2 x 1.6 mm', power: '1/4 W', volts: '200 V', rohm: '18', koa: '2B' },
  { size: '1210', metric: '3.2 x 2.5 mm', power: '1/2 W', volts: '200 V', rohm: '25', koa: '2E' },
  { size: '2512', metric: '6.3 x 3.1 mm', power: '1 W', volts: '250 V', rohm: '100', koa: '3A' },
] as const
type Size = (typeof SIZES)[number]

/** How each maker writes a chip resistor of one per cent or five. */
const CHIP_MAKERS: readonly {
  maker: string
  series: string
  number(size: Size, value: Scaled, fine: boolean): string
}[] = [
  {
    maker: 'Yageo',
    series: 'RC',
    number: ({ size }, value, fine) => `RC${size}${fine ? 'F' : 'J'}R-07${letterCode(value, 'R')}L`,
  },
  {
    maker: 'Vishay',
    series: 'CRCW',
    number: ({ size }, value, fine) => `CRCW${size}${letterCode(value, 'R').padEnd(4, '0')}${fine ? 'F' : 'J'}KEA`,
  },
  {
    maker: 'Panasonic',
    series: 'ERJ',
    number: ({ koa }, value, fine) => `ERJ-${koa}${fine ? `KF${zerosCode(value, 3)}X` : `YJ${zerosCode(value, 2)}X`}`,
  },
  {
    maker: 'KOA Speer',
    series: 'RK73',
    number: ({ koa }, value, fine) =>
      `RK73${fine ? `H${koa}TTD${zerosCode(value, 3)}F` : `B${koa}TTD${zerosCode(value, 2)}J`}`,
  },
  {
    maker: 'Bourns',
    series: 'CR',
    number: ({ size }, value, fine) =>
      `CR${size}-${fine ? `FX-${zerosCode(value, 3)}` : `JW-${zerosCode(value, 2)}`}ELF`,
  },
  {
    maker: 'ROHM',
    series: 'MCR',
    number: ({ rohm }, value, fine) =>
      `MCR${rohm}E${fine ? `ZPFX${zerosCode(value, 3)}` : `ZPJ${zerosCode(value, 2)}`}`,
  },
  {
    maker: 'Stackpole',
    series: 'RMCF',
    number: ({ size }, value, fine) => `RMCF${size}${fine ? 'F' : 'J'}T${letterCode(value, 'R')}`,
  },
]

function chooseValue(choices: Choices, fine: boolean, lowest = -1, decades = 7): Scaled {
  const digits = choices.of(fine ? [...E24.map((value) => value * 10), ...E96] : E24)
  const exponent = lowest + (fine ? -1 : 0) + choices.of(Array.from({ length: decades }, (_, n) => n))
  return digits % 10 === 0 && fine ? { digits: digits / 10, exponent: exponent + 1 } : { digits, exponent }
}

const chipResistor: PartFamily = {
  weight: 150,
  make(choices, dice) {
    const fine = choices.of([true, true, false])
    const value = chooseValue(choices, fine)
    const size = choices.of(SIZES)
    const { maker, series, number } = choices.of(CHIP_MAKERS)
    const written = writeResistance(value, dice)
    const tolerance = fine ? dice.of(['1 %', '1%', '±1 %']) : dice.of(['5 %', '5%'])
    return {
      type: 'Resistor',
      description: dice.of([
        `${written} ${tolerance} ${size.size}`,
        `Resistor SMD ${written} ${size.size} ${tolerance}`,
        `Thick film resistor ${written} ${tolerance} ${size.power} ${size.size}`,
        `${size.size} ${written} ${tolerance} ${size.power}`,
        `Chip resistor ${written}, ${tolerance}, ${size.power}, ${size.volts}, ${size.size}`,
      ]),
      number: number(size, value, fine),
      maker,
      package: size.size,
      pins: 2,
      rating: size.volts,
      mounting: 'Surface-Mount',
      series,
      dimensions: size.metric,
      tags: ['resistor', 'smd', letterCode(value, 'R').toLowerCase()],
      drawing: CHIP,
    }
  },
}

const RINGS = ['#78350f', '#111827', '#dc2626', '#ca8a04']
const LEADED = [
  {
    maker: 'Yageo',
    series: 'MFR-25',
    kind: 'Metal film',
    colour: '#60a5fa',
    form: (code: string) => `MFR-25FBF52-${code}`,
  },
  {
    maker: 'Yageo',
    series: 'CFR-25',
    kind: 'Carbon film',
    colour: '#d6b98c',
    form: (code: string) => `CFR-25JB-52-${code}`,
  },
  {
    maker: 'Vishay',
    series: 'RN55',
    kind: 'Metal film',
    colour: '#60a5fa',
    form: (code: string) => `RN55D${code}FB14`,
  },
  {
    maker: 'Vishay',
    series: 'PR02',
    kind: 'Power metal film',
    colour: '#b91c1c',
    form: (code: string) => `PR02000${code}JR500`,
  },
  {
    maker: 'TE Connectivity',
    series: 'LR1',
    kind: 'Metal film',
    colour: '#60a5fa',
    form: (code: string) => `LR1F${code}`,
  },
]

const leadedResistor: PartFamily = {
  weight: 45,
  make(choices, dice) {
    const { maker, series, kind, colour, form } = choices.of(LEADED)
    const fine = kind === 'Metal film'
    const value = chooseValue(choices, fine)
    const written = writeResistance(value, dice)
    return {
      type: 'Resistor',
      description: dice.of([
        `${kind} resistor ${written} ${fine ? '1 %' : '5 %'} 1/4 W`,
        `${written} 1/4W ${fine ? '1%' : '5%'} axial`,
        `Resistor ${written} through hole`,
      ]),
      number: form(letterCode(value, 'R')),
      maker,
      package: 'Axial',
      pins: 2,
      rating: '250 V',
      mounting: 'Through-Hole',
      series,
      dimensions: '6.3 x 2.4 mm',
      tags: ['resistor', 'axial', letterCode(value, 'R').toLowerCase()],
      drawing: { shape: 'axial', colour, rings: RINGS },
    }
  },
}

const currentSense: PartFamily = {
  weight: 10,
  make(choices, dice) {
    const value: Scaled = {
      digits: choices.of([1, 2, 3, 4, 5, 8, 10, 15, 20, 22, 25, 33, 47, 50, 68, 100]),
      exponent: -3,
    }
    const size = choices.of([SIZES[3], SIZES[4], SIZES[6]])
    const tolerance = choices.of(['1 %', '0.5 %'])
    const { mantissa, prefix } = engineering(value)
    const milli = String(Math.round(toNumber(value) * 10_000)).padStart(4, '0')
    return {
      type: 'Resistor',
      description: `Current sense resistor ${dice.of([`${mantissa} ${prefix}Ω`, `${toNumber(value)} Ω`])} ${tolerance} ${size.size}, metal strip, low TCR`,
      number: `WSL${size.size}R${milli}${tolerance === '1 %' ? 'F' : 'D'}EA`,
      maker: 'Vishay',
      package: size.size,
      pins: 2,
      mounting: 'Surface-Mount',
      series: 'WSL',
      dimensions: size.metric,
      tags: ['resistor', 'shunt', 'current-sense'],
      drawing: CHIP,
    }
  },
}

const potentiometer: PartFamily = {
  weight: 14,
  make(choices, dice) {
    const value: Scaled = { digits: choices.of([10, 20, 25, 47, 50]), exponent: choices.of([0, 1, 2, 3, 4]) }
    const model = choices.of(['3296W', '3296X', '3362P', '3386P', '3006P', 'PTV09A', 'PDB181', 'PTA4543'])
    const isTrimmer = model.startsWith('3')
    const written = writeResistance(value, dice)
    return {
      type: 'Potentiometer',
      description: isTrimmer
        ? `Trimmer ${written} ${model.startsWith('3296') ? '25 turns' : 'single turn'} ${model}`
        : `${dice.of(['Potentiometer', 'Poti'])} ${written} ${model.startsWith('PTA') ? 'slide 45 mm' : 'rotary 9 mm'} linear`,
      number: isTrimmer ? `${model}-1-${zerosCode(value, 2)}LF` : `${model}-4020F-B${zerosCode(value, 2)}`,
      maker: 'Bourns',
      pins: 3,
      mounting: isTrimmer ? 'Through-Hole' : 'Panel Mount',
      series: model.slice(0, 4),
      tags: [isTrimmer ? 'trimmer' : 'pot'],
      drawing: { shape: 'case', colour: '#1d4ed8' },
    }
  },
}

const thermistor: PartFamily = {
  weight: 6,
  make(choices, dice) {
    const value: Scaled = { digits: choices.of(E12), exponent: choices.of([2, 3, 4]) }
    const beta = choices.of([3380, 3435, 3950, 3977])
    const [package_, letter] = choices.of([
      ['0402', 'XH'],
      ['0603', 'XV'],
      ['Radial', 'LE'],
    ] as const)
    return {
      type: 'Thermistor',
      description: `NTC thermistor ${writeResistance(value, dice)} B${beta} ${package_}`,
      number: `NCP${letter}${zerosCode(value, 2)}${String(beta).slice(0, 2)}J03RC`,
      maker: 'Murata',
      package: package_,
      pins: 2,
      mounting: package_ === 'Radial' ? 'Through-Hole' : 'Surface-Mount',
      series: `NCP${letter}`,
      tags: ['ntc', 'temperature'],
      drawing: { shape: 'disc', colour: '#111827' },
    }
  },
}

export const RESISTORS = [chipResistor, leadedResistor, currentSense, potentiometer, thermistor]
