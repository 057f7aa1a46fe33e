import type { PartFamily } from '../part-family.ts'
import { E6, E12, type Scaled, toNumber, writeValue, zerosCode } from '../values.ts'

const CHIP = { shape: 'block', colour: '#c2a878' } as const
const SIZES = [
  { size: '0402', metric: '1005', murata: '15', tdk: 'C1005', samsung: '05' },
  { size: '0603', metric: '1608', murata: '18', tdk: 'C1608', samsung: '10' },
  { size: '0805', metric: '2012', murata: '21', tdk: 'C2012', samsung: '21' },
  { size: '1206', metric: '3216', murata: '31', tdk: 'C3216', samsung: '31' },
  { size: '1210', metric: '3225', murata: '32', tdk: 'C3225', samsung: '32' },
] as const
type Size = (typeof SIZES)[number]

const VOLTAGES = [
  { volts: 6.3, murata: '0J', tdk: '0J', samsung: 'Q', kemet: '9', avx: '6' },
  { volts: 10, murata: '1A', tdk: '1A', samsung: 'P', kemet: '8', avx: 'Z' },
  { volts: 16, murata: '1C', tdk: '1C', samsung: 'O', kemet: '4', avx: 'Y' },
  { volts: 25, murata: '1E', tdk: '1E', samsung: 'A', kemet: '3', avx: '3' },
  { volts: 50, murata: '1H', tdk: '1H', samsung: 'B', kemet: '5', avx: '5' },
  { volts: 100, murata: '2A', tdk: '2A', samsung: 'C', kemet: '1', avx: '1' },
] as const
type Voltage = (typeof VOLTAGES)[number]

const DIELECTRICS = [
  {
    name: 'X7R',
    murata: 'R7',
    samsung: 'B',
    kemet: 'R',
    avx: 'C',
    tolerance: 'K',
    percent: '10 %',
    values: E6,
    exponents: [1, 2, 3, 4, 5],
  },
  {
    name: 'X5R',
    murata: 'R6',
    samsung: 'A',
    kemet: 'P',
    avx: 'D',
    tolerance: 'M',
    percent: '20 %',
    values: E6,
    exponents: [4, 5, 6],
  },
  {
    name: 'C0G',
    murata: '5C',
    samsung: 'C',
    kemet: 'G',
    avx: 'A',
    tolerance: 'J',
    percent: '5 %',
    values: E12,
    exponents: [-1, 0, 1, 2],
  },
] as const
type Dielectric = (typeof DIELECTRICS)[number]

const MAKERS: readonly {
  maker: string
  series: string
  number(size: Size, dielectric: Dielectric, voltage: Voltage, code: string): string
}[] = [
  {
    maker: 'Murata',
    series: 'GRM',
    number: (size, dielectric, voltage, code) =>
      `GRM${size.murata}8${dielectric.murata}${voltage.murata}${code}${dielectric.tolerance}A01D`,
  },
  {
    maker: 'Samsung Electro-Mechanics',
    series: 'CL',
    number: (size, dielectric, voltage, code) =>
      `CL${size.samsung}${dielectric.samsung}${code}${dielectric.tolerance}${voltage.samsung}8NNNC`,
  },
  {
    maker: 'TDK',
    series: 'C',
    number: (size, dielectric, voltage, code) =>
      `${size.tdk}${dielectric.name}${voltage.tdk}${code}${dielectric.tolerance}080AA`,
  },
  {
    maker: 'KEMET',
    series: 'C-SMD',
    number: (size, dielectric, voltage, code) =>
      `C${size.size}C${code}${dielectric.tolerance}${voltage.kemet}${dielectric.kemet}ACTU`,
  },
  {
    maker: 'Yageo',
    series: 'CC',
    number: (size, dielectric, voltage, code) =>
      `CC${size.size}${dielectric.tolerance}RX${dielectric.name === 'C0G' ? 'NPO' : dielectric.name.slice(1)}${voltage.avx}BB${code}`,
  },
  {
    maker: 'Kyocera AVX',
    series: 'MLCC',
    number: (size, dielectric, voltage, code) =>
      `${size.size}${voltage.avx}${dielectric.avx}${code}${dielectric.tolerance}AT2A`,
  },
]

/** Picofarads as farads. */
function farads({ digits, exponent }: Scaled): Scaled {
  return { digits, exponent: exponent - 12 }
}

const ceramic: PartFamily = {
  weight: 140,
  make(choices, dice) {
    const dielectric = choices.of(DIELECTRICS)
    const value: Scaled = {
      digits: choices.of<number>(dielectric.values),
      exponent: choices.of<number>(dielectric.exponents),
    }
    const size = choices.of(SIZES)
    const voltage = choices.of(VOLTAGES)
    const { maker, series, number } = choices.of(MAKERS)
    const written = writeValue(farads(value), 'F', dice)
    const volts = dice.of([`${voltage.volts} V`, `${voltage.volts}V`])
    const name = dielectric.name === 'C0G' ? dice.of(['C0G', 'NP0', 'C0G/NP0']) : dielectric.name
    return {
      type: 'Ceramic Capacitor',
      description: dice.of([
        `${written} ${volts} ${name} ${size.size}`,
        `MLCC ${written} ${volts} ${name} ${dielectric.percent} ${size.size}`,
        `Ceramic capacitor ${written} ${name} ${volts} ${size.size}`,
        `Cap ${written} ${size.size} ${volts}`,
        `Capacitor ceramic SMD ${size.size} ${written} ${volts} ${name} ±${dielectric.percent}`,
      ]),
      number: number(size, dielectric, voltage, zerosCode(value, 2)),
      maker,
      package: size.size,
      pins: 2,
      rating: `${voltage.volts} V`,
      mounting: 'Surface-Mount',
      series,
      dimensions: `${size.metric} metric`,
      tags: ['capacitor', 'mlcc', name.toLowerCase()],
      drawing: CHIP,
    }
  },
}

const ELECTROLYTIC_MAKERS = [
  { maker: 'Panasonic', series: 'FR', number: (volts: number, code: string) => `EEU-FR${volts}V${code}` },
  { maker: 'Nichicon', series: 'UPW', number: (volts: number, code: string) => `UPW${volts}${code}MPD` },
  { maker: 'Rubycon', series: 'ZLH', number: (volts: number, code: string) => `${volts}ZLH${code}MEFC` },
  { maker: 'Nippon Chemi-Con', series: 'KY', number: (volts: number, code: string) => `EKY-${volts}0ELL${code}MF11D` },
  { maker: 'Würth Elektronik', series: 'WCAP-ATG5', number: (volts: number, code: string) => `8600${volts}${code}011` },
] as const
const CANS = ['5 x 11 mm', '6.3 x 11 mm', '8 x 12 mm', '10 x 16 mm', '10 x 20 mm', '12.5 x 25 mm', '16 x 25 mm']

const electrolytic: PartFamily = {
  weight: 50,
  make(choices, dice) {
    const value: Scaled = { digits: choices.of(E6), exponent: choices.of([-1, 0, 1, 2]) }
    const volts = choices.of([6, 10, 16, 25, 35, 50, 63, 100, 160, 400])
    const { maker, series, number } = choices.of(ELECTROLYTIC_MAKERS)
    const can =
      CANS[Math.min(CANS.length - 1, Math.floor(Math.log10(1 + toNumber(value) * volts) * 1.3))] ?? '5 x 11 mm'
    const written = writeValue({ ...value, exponent: value.exponent - 6 }, 'F', dice)
    return {
      type: 'Electrolytic Capacitor',
      description: dice.of([
        `Electrolytic capacitor ${written} ${volts} V 105 °C`,
        `Elko ${written}/${volts}V radial`,
        `${written} ${volts}V low ESR 105°C ${can}`,
        `Aluminium capacitor ${written} ${volts} V, ${can}`,
      ]),
      number: number(volts, zerosCode({ ...value, exponent: value.exponent + 6 }, 2)),
      maker,
      package: 'Radial',
      pins: 2,
      pitch: dice.of(['2.5 mm', '3.5 mm', '5 mm']),
      rating: `${volts} V`,
      mounting: 'Through-Hole',
      series,
      dimensions: can,
      tags: ['capacitor', 'electrolytic'],
      drawing: { shape: 'can', colour: '#1e3a8a' },
    }
  },
}

const tantalum: PartFamily = {
  weight: 12,
  make(choices, dice) {
    const value: Scaled = { digits: choices.of(E6), exponent: choices.of([5, 6, 7]) }
    const [volts, letters] = choices.of([
      [6.3, '006'],
      [10, '010'],
      [16, '016'],
      [25, '025'],
      [35, '035'],
    ] as const)
    const size = choices.of(['A', 'B', 'C', 'D'])
    return {
      type: 'Electrolytic Capacitor',
      description: `Tantalum capacitor ${writeValue(farads(value), 'F', dice)} ${volts} V case ${size}`,
      number: `TAJ${size}${zerosCode(value, 2)}K${letters}RNJ`,
      maker: 'Kyocera AVX',
      package: `Case ${size}`,
      pins: 2,
      rating: `${volts} V`,
      mounting: 'Surface-Mount',
      series: 'TAJ',
      tags: ['capacitor', 'tantalum', 'polarised'],
      drawing: { shape: 'block', colour: '#ca8a04' },
    }
  },
}

const film: PartFamily = {
  weight: 18,
  make(choices, dice) {
    const value: Scaled = { digits: choices.of(E6), exponent: choices.of([2, 3, 4, 5]) }
    const volts = choices.of([63, 100, 250, 400, 630])
    const [series, dielectric, pitch] = choices.of([
      ['MKS2', 'PET', '5 mm'],
      ['MKS4', 'PET', '10 mm'],
      ['FKP2', 'PP', '5 mm'],
      ['MKP10', 'PP', '15 mm'],
    ] as const)
    return {
      type: 'Film Capacitor',
      description: dice.of([
        `Film capacitor ${writeValue(farads(value), 'F', dice)} ${volts} V ${dielectric} ${series}`,
        `${series} ${writeValue(farads(value), 'F', dice)} ${volts}V RM${pitch.split(' ')[0]}`,
      ]),
      number: `${series}${volts}${zerosCode(value, 2)}K`,
      maker: 'WIMA',
      pins: 2,
      pitch,
      rating: `${volts} V`,
      mounting: 'Through-Hole',
      series,
      tags: ['capacitor', 'film'],
      drawing: { shape: 'block', colour: '#b91c1c' },
    }
  },
}

export const CAPACITORS = [ceramic, electrolytic, tantalum, film]
