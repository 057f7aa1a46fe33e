import type { PartFamily } from '../part-family.ts'
import { E12, type Scaled, writeValue, zerosCode } from '../values.ts'

const INDUCTORS = [
  { maker: 'Bourns', series: 'SRR1260', size: '12.5 x 12.5 mm', number: (code: string) => `SRR1260-${code}M` },
  { maker: 'Bourns', series: 'SRN4018', size: '4 x 4 mm', number: (code: string) => `SRN4018-${code}M` },
  { maker: 'Murata', series: 'LQH32', size: '3.2 x 2.5 mm', number: (code: string) => `LQH32CN${code}K53L` },
  { maker: 'TDK', series: 'VLS3012', size: '3 x 3 mm', number: (code: string) => `VLS3012HBX-${code}M` },
  { maker: 'Coilcraft', series: 'XAL4020', size: '4 x 4 mm', number: (code: string) => `XAL4020-${code}MEC` },
  { maker: 'Würth Elektronik', series: 'WE-PD', size: '7.3 x 7.3 mm', number: (code: string) => `7447779${code}` },
  { maker: 'Sumida', series: 'CDRH127', size: '12.3 x 12.3 mm', number: (code: string) => `CDRH127NP-${code}MC` },
] as const

const inductor: PartFamily = {
  weight: 34,
  make(choices, dice) {
    const { maker, series, size, number } = choices.of(INDUCTORS)
    const value: Scaled = { digits: choices.of(E12), exponent: choices.of([-1, 0, 1, 2]) }
    const amps = dice.of(['0.8 A', '1.2 A', '2 A', '3.1 A', '5 A'])
    const written = writeValue({ ...value, exponent: value.exponent - 6 }, 'H', dice)
    return {
      type: 'Inductor',
      description: dice.of([
        `Power inductor ${written} ${amps} shielded`,
        `${written} ${amps} ${series}`,
        `${dice.of(['Inductor', 'Choke', 'Coil'])} ${written}, ${amps}, ${size}`,
      ]),
      number: number(zerosCode(value, 2)),
      maker,
      package: size.replaceAll(' ', '').replace('mm', ''),
      pins: 2,
      mounting: 'Surface-Mount',
      series,
      dimensions: size,
      tags: ['inductor', 'power'],
      drawing: { shape: 'case', colour: '#374151' },
    }
  },
}

const bead: PartFamily = {
  weight: 8,
  make(choices) {
    const ohms = choices.of([30, 60, 120, 220, 330, 470, 600, 1000])
    const [size, code] = choices.of([
      ['0402', 'BLM15'],
      ['0603', 'BLM18'],
      ['0805', 'BLM21'],
    ] as const)
    const kind = choices.of(['AG', 'PG', 'KG', 'HE'])
    const digits = String(ohms).slice(0, 2)
    return {
      type: 'Ferrite Bead',
      description: `Ferrite bead ${ohms} Ω @ 100 MHz ${size}`,
      number: `${code}${kind}${digits}${String(ohms).length - 2}SN1D`,
      maker: 'Murata',
      package: size,
      pins: 2,
      mounting: 'Surface-Mount',
      series: code,
      tags: ['emi', 'bead'],
      drawing: { shape: 'block', colour: '#4b5563' },
    }
  },
}

const CRYSTALS = [
  { maker: 'Abracon', series: 'ABM8', package: '3225', number: (mhz: string) => `ABM8-${mhz}MHZ-B2-T` },
  { maker: 'Abracon', series: 'ABLS', package: 'HC-49/US', number: (mhz: string) => `ABLS-${mhz}MHZ-B4-T` },
  { maker: 'Epson', series: 'FA-238', package: '3225', number: (mhz: string) => `FA-238 ${mhz}MB-C3` },
  { maker: 'ECS', series: 'ECX-53', package: '5032', number: (mhz: string) => `ECS-${mhz.replace('.', '')}-20-5PX-TR` },
  { maker: 'TXC', series: '7M', package: '3225', number: (mhz: string) => `7M-${mhz}MAAJ-T` },
] as const

const crystal: PartFamily = {
  weight: 14,
  make(choices, dice) {
    const mhz = choices.of([
      '4.000',
      '6.000',
      '7.3728',
      '8.000',
      '10.000',
      '11.0592',
      '12.000',
      '14.31818',
      '16.000',
      '18.432',
      '20.000',
      '24.000',
      '25.000',
      '26.000',
      '27.000',
      '32.000',
      '40.000',
      '48.000',
    ])
    const { maker, series, package: package_, number } = choices.of(CRYSTALS)
    const load = choices.of(['8 pF', '10 pF', '12 pF', '18 pF', '20 pF'])
    const short = String(Number(mhz))
    return {
      type: 'Crystal',
      description: dice.of([
        `Crystal ${short} MHz ${load} ${package_}`,
        `Quartz ${short}MHz ${package_}`,
        `${short} MHz xtal, ${load}, ±30 ppm`,
      ]),
      number: `${number(mhz)}${load === '18 pF' ? '' : `-${load.split(' ')[0]}`}`,
      maker,
      package: package_,
      pins: package_ === 'HC-49/US' ? 2 : 4,
      mounting: package_ === 'HC-49/US' ? 'Through-Hole' : 'Surface-Mount',
      series,
      tags: ['crystal', `${short}mhz`],
      drawing: { shape: 'case', colour: '#9ca3af' },
    }
  },
}

export const MAGNETICS_AND_CRYSTALS = [inductor, bead, crystal]
