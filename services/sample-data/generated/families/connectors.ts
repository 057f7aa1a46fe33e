import type { PartFamily } from '../part-family.ts'

const POSITIONS = [2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 26, 34, 40] as const

const HEADERS = [
  {
    maker: 'Samtec',
    series: 'TSW',
    pitch: '2.54 mm',
    number: (n: number, rows: number) => `TSW-1${two(n)}-07-G-${rows === 2 ? 'D' : 'S'}`,
  },
  {
    maker: 'Harwin',
    series: 'M20',
    pitch: '2.54 mm',
    number: (n: number, rows: number) => `M20-99${rows === 2 ? '8' : '9'}${two(n)}46`,
  },
  {
    maker: 'Würth Elektronik',
    series: 'WR-PHD',
    pitch: '2.54 mm',
    number: (n: number, rows: number) => `61300${two(n)}${rows}1121`,
  },
  {
    maker: 'Molex',
    series: 'C-Grid',
    pitch: '2.54 mm',
    number: (n: number, rows: number) => `90${rows}20-01${two(n)}`,
  },
  {
    maker: 'Amphenol',
    series: 'Minitek',
    pitch: '2.00 mm',
    number: (n: number, rows: number) => `98${rows}24-G61-${two(n)}LF`,
  },
  {
    maker: 'Samtec',
    series: 'FTSH',
    pitch: '1.27 mm',
    number: (n: number, rows: number) => `FTSH-1${two(n)}-01-L-${rows === 2 ? 'DV' : 'SV'}`,
  },
] as const

function two(n: number): string {
  return String(n).padStart(2, '0')
}

const header: PartFamily = {
  weight: 30,
  make(choices, dice) {
    const { maker, series, pitch, number } = choices.of(HEADERS)
    const positions = choices.of(POSITIONS)
    const rows = choices.of([1, 2])
    const kind = choices.of(['', 'R'])
    return {
      type: 'Pin Header',
      description: dice.of([
        `Pin header ${rows}x${positions} ${pitch}${kind ? ' right angle' : ''}`,
        `Header ${positions * rows} pin ${pitch} ${rows === 1 ? 'single' : 'double'} row`,
        `${rows}x${two(positions)} male header${kind ? ', angled' : ''}`,
      ]),
      number: number(positions, rows) + (kind && '-RA'),
      maker,
      pins: positions * rows,
      pitch,
      mounting: 'Through-Hole',
      series,
      tags: ['header', 'connector'],
      drawing: { shape: 'terminal', colour: '#1f2937', pins: Math.min(20, positions) },
    }
  },
}

const CRIMPS = [
  { maker: 'JST', series: 'XH', pitch: '2.5 mm', forms: ['B{n}B-XH-A(LF)(SN)', 'S{n}B-XH-A(LF)(SN)', 'XHP-{n}'] },
  {
    maker: 'JST',
    series: 'PH',
    pitch: '2 mm',
    forms: ['B{n}B-PH-K-S(LF)(SN)', 'S{n}B-PH-K-S(LF)(SN)', 'PHR-{n}', 'S{n}B-PH-SM4-TB(LF)(SN)'],
  },
  {
    maker: 'JST',
    series: 'SH',
    pitch: '1 mm',
    forms: ['BM{n}B-SRSS-TB(LF)(SN)', 'SM{n}B-SRSS-TB(LF)(SN)', 'SHR-{n}V-S-B'],
  },
  { maker: 'Molex', series: 'KK 254', pitch: '2.54 mm', forms: ['22-23-20{n}1', '22-01-30{n}7', '22-05-30{n}1'] },
  { maker: 'Molex', series: 'Micro-Fit 3.0', pitch: '3 mm', forms: ['43045-{n}00', '43025-{n}00', '43650-{n}15'] },
  { maker: 'Molex', series: 'PicoBlade', pitch: '1.25 mm', forms: ['53047-{n}10', '51021-{n}00', '53261-{n}71'] },
  {
    maker: 'TE Connectivity',
    series: 'MTA-100',
    pitch: '2.54 mm',
    forms: ['640456-{n}', '3-643814-{n}', '640457-{n}'],
  },
  { maker: 'Hirose', series: 'DF13', pitch: '1.25 mm', forms: ['DF13-{n}P-1.25DSA', 'DF13-{n}S-1.25C'] },
] as const

const crimp: PartFamily = {
  weight: 36,
  make(choices, dice) {
    const { maker, series, pitch, forms } = choices.of(CRIMPS)
    const form = choices.of<string>(forms)
    const positions = choices.of([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15])
    const isHousing = /P-|R-|01-|5102|43025|S-1.25C/.test(form)
    return {
      type: 'Crimp Connector',
      description: dice.of([
        `${series} ${isHousing ? 'housing' : 'header'} ${positions} pos ${pitch}`,
        `${maker} ${series} connector ${positions}-way ${isHousing ? 'female housing' : form.startsWith('S') ? 'side entry' : 'top entry'}`,
        `Connector ${series} ${positions}P ${pitch}`,
      ]),
      number: form.replace('{n}', maker === 'JST' && !isHousing ? String(positions) : two(positions)),
      maker,
      pins: positions,
      pitch,
      mounting: /SM/.test(form) ? 'Surface-Mount' : 'Through-Hole',
      series,
      tags: ['connector', series.toLowerCase().replaceAll(' ', '-')],
      drawing: { shape: 'terminal', colour: '#f1f5f9', pins: positions },
    }
  },
}

const terminal: PartFamily = {
  weight: 14,
  make(choices, dice) {
    const [maker, series, form] = choices.of([
      ['Phoenix Contact', 'MKDS', (n: number, p: string) => `MKDS 1/${n}-${p}`],
      ['Phoenix Contact', 'PT', (n: number, p: string) => `PT 1,5/${n}-${p}-H`],
      ['WAGO', '2604', (n: number) => `2604-11${two(n)}`],
      ['TE Connectivity', 'Buchanan', (n: number) => `282836-${n}`],
      ['Würth Elektronik', 'WR-TBL', (n: number) => `6912157100${two(n)}`],
      ['Degson', 'DG', (n: number, p: string) => `DG128-${p}-${two(n)}P-14`],
    ] as const)
    const positions = choices.of([2, 3, 4, 5, 6, 8, 10, 12])
    const pitch = choices.of(['3.5', '3.81', '5.0', '5.08', '7.5'])
    const colour = choices.of(['#15803d', '#1d4ed8', '#111827'])
    return {
      type: 'Terminal Block',
      description: dice.of([
        `Terminal block ${positions} pos ${pitch} mm`,
        `Screw terminal ${positions}-way ${pitch}mm`,
        `PCB terminal ${series} ${positions}P`,
      ]),
      number: form(positions, pitch),
      maker,
      pins: positions,
      pitch: `${pitch} mm`,
      rating: '250 V',
      mounting: 'Through-Hole',
      series,
      tags: ['terminal'],
      drawing: { shape: 'terminal', colour, pins: positions },
    }
  },
}

const OTHERS = [
  'USB Connector|USB4105-GF-A|GCT|USB-C receptacle 16 pin SMD|16',
  'USB Connector|TYPE-C-31-M-12|Korean Hroparts|USB-C receptacle 16 pin|16',
  'USB Connector|10118194-0001LF|Amphenol|Micro-USB B receptacle|5',
  'USB Connector|UJ2-MIBH-4-SMT|CUI Devices|Mini-USB B receptacle|5',
  'USB Connector|USB-A1HSW6|On Shore|USB A socket through hole|4',
  'USB Connector|61729-0010BLF|Amphenol|USB B socket|4',
  'Network Connector|RJHSE-5380|Amphenol|RJ45 jack shielded|8',
  'Network Connector|HR911105A|HanRun|RJ45 with magnetics|8',
  'Network Connector|85513-5014|Molex|RJ45 keystone|8',
  'Coaxial Connector|132134|Amphenol|SMA edge mount|2',
  'Coaxial Connector|U.FL-R-SMT-1(10)|Hirose|U.FL socket|2',
  'Coaxial Connector|31-5431|Amphenol|BNC panel jack 50 Ω|2',
  'Coaxial Connector|CONSMA001-SMD-G|TE Connectivity|SMA jack SMD|2',
  'DC Power Plug|PJ-102AH|CUI Devices|DC barrel jack 2.0 mm|3',
  'DC Power Plug|694106301002|Würth Elektronik|DC jack 2.1 mm|3',
  'DC Power Plug|DCJ200-10-A-K1-A|GCT|DC jack 2.5 mm|3',
  'Card Socket|DM3AT-SF-PEJM5|Hirose|microSD socket push-push|9',
  'Card Socket|47309-2651|Molex|microSD socket hinged|8',
  'Card Socket|SIM8060-6-1-14-00-A|GCT|SIM card holder|6',
  'Ribbon Connector|09185106324|Harting|IDC box header 2x5|10',
  'Ribbon Connector|71600-016LF|Amphenol|IDC socket 2x8|16',
  'Ribbon Connector|SFW15R-2STE1LF|Amphenol|FFC connector 15 pin 1 mm|15',
  'Ribbon Cable|3302/16 300SF|3M|ribbon cable 16 way grey|16',
  'Ribbon Cable|98266-0152|Molex|FFC cable 15 pin 1 mm 152 mm|15',
]

const otherConnector: PartFamily = {
  weight: 22,
  make(choices, dice) {
    const [type = '', number = '', maker = '', text = '', pins = '2'] = choices.of(OTHERS).split('|')
    const colour = choices.of(['', '-BK', '-WH', '-TR', '-01', '-02', '-G'])
    return {
      type,
      description: dice.of([text, `${text} ${maker}`, `${type}: ${text}`, `${text} (${number})`]),
      number: number + colour,
      maker,
      pins: Number(pins),
      mounting: /SMD|U.FL|SMT|microSD|FFC conn/.test(text) ? 'Surface-Mount' : 'Through-Hole',
      tags: ['connector', (text.split(' ')[0] ?? '').toLowerCase()],
      drawing: { shape: 'case', colour: '#9ca3af' },
    }
  },
}

export const CONNECTORS = [header, crimp, terminal, otherConnector]
