import type { LabelledPart } from '../labelled-part.ts'

const WIRES: readonly LabelledPart[] = ['18', '22', '26', '30'].flatMap((gauge) =>
  (
    [
      ['black', 'schwarz'],
      ['red', 'rot'],
      ['blue', 'blau'],
      ['yellow', 'gelb'],
      ['white', 'weiß'],
    ] as const
  ).flatMap(([colour, german], place): LabelledPart[] => [
    {
      type: 'Wire',
      maker: 'Alpha Wire',
      number: `${{ '18': '3055', '22': '3051', '26': '3049', '30': '2840' }[gauge]} ${['BK', 'RD', 'BL', 'YL', 'WH'][place]}005`,
      description: `Hook-up wire ${gauge} AWG ${colour}, stranded, 300V`,
      facts: { kind: 'wire', gauge, colour, volt: '300V', maker: 'Alpha Wire' },
    },
    {
      type: 'Wire',
      maker: 'Generic',
      number: null,
      description: `Silikonlitze AWG${gauge} ${german}, 10 m`,
      tags: ['Litze'],
      facts: { kind: 'wire', gauge, colour, form: 'silicone', length: '10m' },
    },
  ]),
)

const USB: readonly LabelledPart[] = (
  [
    ['USB-A', 'Micro-B', 'micro-b'],
    ['USB-A', 'USB-C', 'type-c'],
    ['USB-C', 'USB-C', 'type-c'],
    ['USB-A', 'USB-B', 'type-b'],
  ] as const
).flatMap(([from, to, plug], row) =>
  ['0.5m', '1m', '2m', '3m'].map((length) => ({
    type: 'Jumper Cable',
    maker: row % 2 ? 'Delock' : 'Goobay',
    number: `${row % 2 ? '8' : '9'}${3 + row}${length.replace(/\D/g, '').padStart(2, '0')}${row}`,
    description:
      row % 2
        ? `USB 2.0 cable ${from} to ${to}, ${length}`
        : `USB-Kabel ${from} auf ${to}, ${length.replace('.', ',').replace('m', ' m')}`,
    facts: { kind: 'usb cable', plug, length },
  })),
)

const RIBBON: readonly LabelledPart[] = [10, 14, 16, 20, 26, 34, 40].flatMap((pins): LabelledPart[] => [
  {
    type: 'Ribbon Cable',
    maker: '3M',
    number: `3365/${pins}`,
    description: `Flat ribbon cable ${pins} way, 1.27mm pitch, grey, 30 m`,
    facts: { kind: 'ribbon', pins, length: ['1.27mm', '30m'], maker: '3M' },
  },
  {
    type: 'Ribbon Cable',
    maker: 'Generic',
    number: null,
    description: `Flachbandkabel ${pins}-polig, farbig, 5 m`,
    facts: { kind: 'ribbon', pins, length: '5m' },
  },
])

const JUMPERS: readonly LabelledPart[] = (
  [
    ['male', 'male', 'M-M'],
    ['male', 'female', 'M-F'],
    ['female', 'female', 'F-F'],
  ] as const
).flatMap(([from, to, short]) =>
  ['10cm', '20cm', '30cm'].map((length) => ({
    type: 'Jumper Cable',
    maker: 'Generic',
    number: null,
    description: `Jumper wires ${from}-${to} (${short}), ${length}, 40 pieces`,
    tags: ['dupont'],
    facts: { kind: 'jumper', ends: short, length },
  })),
)

const OTHERS: readonly LabelledPart[] = [
  ['Coaxial cable RG174, 50 ohm, 10 m', 'coax', 'Belden', '8216', '10m'],
  ['Koaxialkabel RG58C/U 50 Ohm, 25 m', 'coax', 'Bedea', 'RG58', '25m'],
  ['U.FL to SMA pigtail, 15cm, 1.13mm coax', 'pigtail', 'Generic', '', '15cm'],
  ['Patchkabel Cat.6 S/FTP, 0,5 m, grau', 'ethernet cable', 'Goobay', '50880', '0.5m'],
  ['Patchkabel Cat.6 S/FTP, 2 m, blau', 'ethernet cable', 'Goobay', '68431', '2m'],
  ['Ethernet patch cable Cat5e U/UTP 1m black', 'ethernet cable', 'Lindy', '48002', '1m'],
  ['Ethernet patch cable Cat6 5m red', 'ethernet cable', 'Lindy', '48164', '5m'],
  ['Câble HDMI 2.0 mâle-mâle, 1 m', 'hdmi cable', 'Lindy', '36471', '1m'],
  ['HDMI cable micro HDMI to HDMI 2m', 'hdmi cable', 'Delock', '83652', '2m'],
  ['Netzkabel Schuko auf C13, 1,8 m, schwarz', 'mains cable', 'Feller', 'CEE7-C13', '1.8m'],
  ['Mains lead UK plug to C7, 2 m', 'mains cable', 'Volex', 'UK-C7', '2m'],
  ['Test leads banana 4mm, red and black, 1m', 'test lead', 'Hirschmann', 'MLN 100', '1m'],
  ['Krokodilklemmen-Kabel 50 cm, 10 Stück', 'test lead', 'Generic', '', '50cm'],
  ['STEMMA QT / Qwiic JST SH 4-pin cable 100 mm', 'qwiic', 'Adafruit', '4210', '100mm'],
  ['STEMMA QT / Qwiic JST SH 4-pin cable 50 mm', 'qwiic', 'Adafruit', '4399', '50mm'],
  ['Servo extension cable 30cm, 3-pin', 'servo cable', 'Generic', '', '30cm'],
].map(([description = '', kind = '', maker = '', number = '', length = '']) => ({
  type: kind === 'coax' ? 'Wire' : 'Jumper Cable',
  maker,
  number: number === '' ? null : number,
  description,
  facts: {
    kind,
    maker,
    length: kind === 'test lead' ? ['4mm', length] : kind === 'pigtail' ? ['1.13mm', length] : length,
  },
}))

export const CABLES: readonly LabelledPart[] = [...WIRES, ...USB, ...RIBBON, ...JUMPERS, ...OTHERS]
