import type { Drawing } from '../../drawings/drawing.ts'
import type { PartFamily } from '../part-family.ts'

const AXIAL: Drawing = { shape: 'axial', colour: '#1f2937', rings: ['#e5e7eb'] }
const SMALL = { shape: 'small transistor' } as const
const TAB = { shape: 'tab package' } as const

const ZENER_VOLTS = [
  '2.4',
  '2.7',
  '3.0',
  '3.3',
  '3.6',
  '3.9',
  '4.3',
  '4.7',
  '5.1',
  '5.6',
  '6.2',
  '6.8',
  '7.5',
  '8.2',
  '9.1',
  '10',
  '12',
  '15',
  '18',
  '24',
  '30',
  '33',
]
const ZENERS = [
  { maker: 'Nexperia', series: 'BZX84', package: 'SOT-23', form: (code: string) => `BZX84-C${code},215` },
  { maker: 'Vishay', series: 'BZX55', package: 'DO-35', form: (code: string) => `BZX55C${code}-TAP` },
  { maker: 'onsemi', series: 'MMSZ', package: 'SOD-123', form: (code: string) => `MMSZ${code}T1G` },
  { maker: 'Diodes Incorporated', series: 'BZT52', package: 'SOD-123', form: (code: string) => `BZT52C${code}-7-F` },
  { maker: 'Vishay', series: 'BZV55', package: 'MiniMELF', form: (code: string) => `BZV55C${code}-TP` },
] as const

const zener: PartFamily = {
  weight: 16,
  make(choices, dice) {
    const volts = choices.of(ZENER_VOLTS)
    const { maker, series, package: package_, form } = choices.of(ZENERS)
    const isSmd = package_ !== 'DO-35'
    return {
      type: 'Zener Diode',
      description: dice.of([
        `Zener diode ${volts} V ${package_}`,
        `Zener ${volts.replace('.', 'V')} 0.5W`,
        `${volts}V zener ${series}`,
      ]),
      number: form(volts.includes('.') ? volts.replace('.', 'V') : volts),
      maker,
      package: package_,
      pins: package_ === 'SOT-23' ? 3 : 2,
      rating: `${volts} V`,
      mounting: isSmd ? 'Surface-Mount' : 'Through-Hole',
      series,
      tags: ['diode', 'zener'],
      drawing: isSmd ? SMALL : AXIAL,
    }
  },
}

const DIODES = [
  ['Signal Diode', '1N4148', 'switching diode 100 V 200 mA', 'DO-35', ['-TAP', 'TR', '']],
  ['Signal Diode', '1N4148W', 'switching diode 100 V', 'SOD-123', ['-7-F', '-E3-08']],
  ['Signal Diode', 'BAV99', 'dual switching diode 100 V', 'SOT-23', [',215', 'LT1G', '-7-F']],
  ['Signal Diode', 'BAS16', 'switching diode 100 V 215 mA', 'SOT-23', [',215', 'LT1G']],
  ...[50, 100, 200, 400, 600, 800, 1000].map(
    (volts, n) =>
      ['Rectifier Diode', `1N400${n + 1}`, `rectifier ${volts} V 1 A`, 'DO-41', ['-T', 'G', '-E3/54', 'RLG']] as const,
  ),
  ...['A', 'B', 'D', 'G', 'J', 'K', 'M'].map(
    (letter) => ['Rectifier Diode', `S1${letter}`, 'rectifier 1 A SMA', 'SMA', ['-13-F', '-E3/61T', 'R2G']] as const,
  ),
  ...[17, 18, 19].map(
    (n) => ['Schottky Diode', `1N58${n}`, `Schottky ${(n - 15) * 10} V 1 A`, 'DO-41', ['-T', 'G', 'RLG']] as const,
  ),
  ...[12, 14, 16, 34, 36, 54, 56].map(
    (n) =>
      [
        'Schottky Diode',
        `SS${n}`,
        `Schottky ${n % 10}0 V ${Math.floor(n / 10)} A`,
        'SMA',
        ['-E3/61T', 'FA', '-TP'],
      ] as const,
  ),
  ...['', 'A', 'C', 'S'].map(
    (letter) =>
      ['Schottky Diode', `BAT54${letter}`, 'Schottky 30 V 200 mA', 'SOT-23', [',215', 'LT1G', '-7-F']] as const,
  ),
  ...['5.0A', '6.5A', '12A', '15CA', '24A', '24CA', '33CA', '58A'].map(
    (volts) =>
      [
        'TVS Diode',
        `SMBJ${volts}`,
        `TVS ${volts.replace(/[AC]+/, '')} V 600 W ${volts.includes('CA') ? 'bidirectional' : 'unidirectional'}`,
        'SMB',
        ['-13-F', '-E3/52', ''],
      ] as const,
  ),
  ...['B6S', 'DB107', 'KBP206', 'GBU806', 'KBPC3510', 'DF06S'].map(
    (number) =>
      [
        'Bridge Rectifier',
        number,
        'bridge rectifier 600 V',
        number.startsWith('KBPC') ? 'KBPC' : 'DIP-4',
        ['', 'G'],
      ] as const,
  ),
] as const

const diode: PartFamily = {
  weight: 30,
  make(choices, dice) {
    const [type, number, text, package_, endings] =
      choices.of<readonly [string, string, string, string, readonly string[]]>(DIODES)
    const ending = choices.of(endings)
    const maker = choices.of([
      'Vishay',
      'onsemi',
      'Diodes Incorporated',
      'Nexperia',
      'Taiwan Semiconductor',
      'STMicroelectronics',
    ])
    const isSmd = !package_.startsWith('DO') && package_ !== 'KBPC'
    return {
      type,
      description: dice.of([`${number} ${text}`, `${text} ${package_} ${number}`, `Diode ${number}, ${text}`]),
      number: number + ending,
      maker,
      package: package_,
      pins: type === 'Bridge Rectifier' ? 4 : package_ === 'SOT-23' ? 3 : 2,
      mounting: isSmd ? 'Surface-Mount' : 'Through-Hole',
      series: number.replace(/[^A-Z0-9].*$/, ''),
      tags: ['diode'],
      drawing: isSmd ? SMALL : AXIAL,
    }
  },
}

const TRANSISTORS = [
  'BC337-40 NPN 45 V 800 mA',
  'BC547B NPN 45 V 100 mA',
  'BC557B PNP 45 V 100 mA',
  'BC847B NPN 45 V 100 mA',
  'BC857B PNP 45 V 100 mA',
  'BC817-40 NPN 45 V 500 mA',
  '2N3904 NPN 40 V 200 mA',
  '2N3906 PNP 40 V 200 mA',
  '2N2222A NPN 40 V 600 mA',
  'MMBT3904 NPN 40 V 200 mA',
  'MMBT3906 PNP 40 V 200 mA',
  'MMBT2222A NPN 40 V 600 mA',
  'TIP31C NPN 100 V 3 A',
  'TIP32C PNP 100 V 3 A',
  'TIP41C NPN 100 V 6 A',
  'TIP120 NPN Darlington 60 V 5 A',
  'BD139-16 NPN 80 V 1.5 A',
  'BD140-16 PNP 80 V 1.5 A',
  '2N3055 NPN 60 V 15 A',
  'MJE340 NPN 300 V 500 mA',
]

const bipolar: PartFamily = {
  weight: 22,
  make(choices, dice) {
    const [name = '', ...words] = choices.of(TRANSISTORS).split(' ')
    const ending = choices.of(['', 'G', ',215', 'LT1G', '-7-F', 'TA', 'BU', ',112'])
    const maker = choices.of(['onsemi', 'Nexperia', 'Diodes Incorporated', 'STMicroelectronics', 'CDIL', 'Multicomp'])
    const text = words.join(' ')
    const package_ = /^(MMBT|BC8)/.test(name)
      ? 'SOT-23'
      : /^(TIP|2N3055)/.test(name)
        ? 'TO-220'
        : /^(BD|MJE)/.test(name)
          ? 'TO-126'
          : 'TO-92'
    return {
      type: 'Bipolar Transistor',
      description: dice.of([
        `${name} ${text}`,
        `Transistor ${name} ${text} ${package_}`,
        `${text.split(' ')[0]} transistor ${name}`,
      ]),
      number: name + ending,
      maker,
      package: package_,
      pins: 3,
      rating: `${words.find((word) => /^\d+$/.test(word)) ?? '45'} V`,
      mounting: package_ === 'SOT-23' ? 'Surface-Mount' : 'Through-Hole',
      series: name.replace(/-.*$/, ''),
      tags: ['transistor', (words[0] ?? '').toLowerCase()],
      drawing: package_ === 'TO-220' ? TAB : SMALL,
    }
  },
}

const FETS = [
  'BSS138 N 50 V 220 mA SOT-23',
  'BSS84 P 50 V 130 mA SOT-23',
  '2N7000 N 60 V 200 mA TO-92',
  '2N7002 N 60 V 300 mA SOT-23',
  'AO3400A N 30 V 5.7 A SOT-23',
  'AO3401A P 30 V 4 A SOT-23',
  'IRF520N N 100 V 9.7 A TO-220',
  'IRF540N N 100 V 33 A TO-220',
  'IRFZ44N N 55 V 49 A TO-220',
  'IRLZ44N N 55 V 47 A TO-220',
  'IRLML6344 N 30 V 5 A SOT-23',
  'IRLML6402 P 20 V 3.7 A SOT-23',
  'IRF9540N P 100 V 23 A TO-220',
  'IRFP260N N 200 V 50 A TO-247',
  'SI2302CDS N 20 V 2.6 A SOT-23',
  'SI2301CDS P 20 V 3.1 A SOT-23',
  'DMG2305UX P 20 V 4.2 A SOT-23',
  'FQP30N06L N 60 V 32 A TO-220',
  'CSD18540Q5B N 60 V 100 A SON-8',
  'BUK9Y40-55B N 55 V 26 A LFPAK56',
  'STP55NF06L N 60 V 55 A TO-220',
  'IPB017N06N3 N 60 V 180 A TO-263',
]

const mosfet: PartFamily = {
  weight: 34,
  make(choices, dice) {
    const words = choices.of(FETS).split(' ')
    const [name = '', channel = 'N', volts = '30', , amps = '1', ampUnit = 'A', package_ = 'SOT-23'] = words
    const ending = choices.of(['', 'PBF', 'TRPBF', ',215', 'LT1G', '-7-F', '-T1-GE3', ',115'])
    const maker = choices.of([
      'Infineon',
      'Nexperia',
      'onsemi',
      'Vishay',
      'Alpha & Omega',
      'Diodes Incorporated',
      'STMicroelectronics',
      'Texas Instruments',
    ])
    const resistance = dice.of(['5 mΩ', '17 mΩ', '22 mΩ', '40 mΩ', '3.5 Ω'])
    return {
      type: 'MOSFET',
      description: dice.of([
        `${channel}-channel MOSFET ${volts} V ${amps} ${ampUnit} ${package_}`,
        `${name} ${channel}-MOSFET ${volts}V ${amps}${ampUnit}, RDS(on) ${resistance}`,
        `MOSFET ${channel}-CH ${name} logic level, ${volts} V, ${package_}`,
      ]),
      number: name + ending,
      maker,
      package: package_,
      pins: package_ === 'SON-8' ? 8 : 3,
      rating: `${volts} V`,
      mounting: package_.startsWith('TO-2') || package_ === 'TO-92' ? 'Through-Hole' : 'Surface-Mount',
      series: name.replace(/\d+.*$/, ''),
      tags: ['mosfet', `${channel.toLowerCase()}-channel`],
      drawing: package_.startsWith('TO-2') ? TAB : SMALL,
    }
  },
}

export const DIODES_AND_TRANSISTORS = [zener, diode, bipolar, mosfet]
