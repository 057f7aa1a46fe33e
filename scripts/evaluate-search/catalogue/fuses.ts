import type { LabelledPart } from '../labelled-part.ts'

const CURRENTS: readonly [shown: string, littelfuse: string, schurter: string][] = [
  ['100mA', '.100', '1504'],
  ['200mA', '.200', '1507'],
  ['250mA', '.250', '1508'],
  ['315mA', '.315', '1509'],
  ['500mA', '.500', '1511'],
  ['630mA', '.630', '1512'],
  ['800mA', '.800', '1513'],
  ['1A', '001.', '1514'],
  ['1.25A', '1.25', '1515'],
  ['1.6A', '01.6', '1516'],
  ['2.5A', '02.5', '1518'],
  ['3.15A', '3.15', '1519'],
  ['4A', '004.', '1520'],
  ['5A', '005.', '1521'],
  ['6.3A', '06.3', '1522'],
  ['10A', '010.', '1524'],
]

const GLASS: readonly LabelledPart[] = CURRENTS.flatMap(([amp, littelfuse, schurter]): LabelledPart[] => [
  {
    type: 'Fuse',
    maker: 'Littelfuse',
    number: `0218${littelfuse}MXP`.replace('.MXP', 'MXP'),
    series: '218',
    voltage: '250VAC',
    description: `Glass fuse ${amp} slow-blow 5x20mm 250VAC`,
    facts: { kind: 'fuse', maker: 'Littelfuse', amp, volt: '250V', speed: 'slow', form: 'glass' },
  },
  {
    type: 'Fuse',
    maker: 'Schurter',
    number: `0034.${schurter}`,
    series: 'FSF 5x20',
    voltage: '250VAC',
    description: `Feinsicherung ${amp.replace('.', ',')} flink 5×20 mm, 250 V`,
    facts: { kind: 'fuse', maker: 'Schurter', amp, volt: '250V', speed: 'fast', form: 'glass' },
  },
])

const SMD: readonly LabelledPart[] = ['500mA', '750mA', '1A', '1.5A', '2A', '3A', '5A', '7A', '10A'].map((amp) => ({
  type: 'Fuse',
  maker: 'Littelfuse',
  number: `0451${amp.endsWith('mA') ? `.${amp.slice(0, 3)}` : amp.replace('A', '').padStart(3, '0')}.MRL`.replace(
    '..',
    '.',
  ),
  series: 'NANO2 451',
  voltage: '125V',
  mounting: 'Surface-Mount',
  description: `NANO2 SMD fuse ${amp} very fast acting 125V`,
  facts: { kind: 'fuse', maker: 'Littelfuse', amp, volt: '125V', speed: 'fast', form: 'smd', mount: 'smd' },
}))

const RESETTABLE: readonly (readonly [string, string, string, string, string | null])[] = [
  ['MF-R010', '100mA', '60V', 'th', null],
  ['MF-R020', '200mA', '60V', 'th', null],
  ['MF-R050', '500mA', '60V', 'th', null],
  ['MF-R075', '750mA', '60V', 'th', null],
  ['MF-R110', '1.1A', '60V', 'th', null],
  ['MF-R250', '2.5A', '30V', 'th', null],
  ['MF-MSMF050-2', '500mA', '15V', 'smd', '1812'],
  ['MF-MSMF110-2', '1.1A', '6V', 'smd', '1812'],
  ['MF-NSMF050-2', '500mA', '13.2V', 'smd', '1206'],
  ['MF-PSMF020X-2', '200mA', '9V', 'smd', '0805'],
]

const PTC: readonly LabelledPart[] = RESETTABLE.map(([number, amp, volt, mount, size]) => ({
  type: 'Fuse',
  maker: 'Bourns',
  number,
  series: number.replace(/\d.*$/, ''),
  voltage: volt,
  ...(size ? { package: size } : {}),
  mounting: mount === 'smd' ? 'Surface-Mount' : 'Through-Hole',
  description: `Multifuse resettable PTC fuse, ${amp} hold, ${volt}`,
  facts: { kind: 'fuse', maker: 'Bourns', amp, volt, speed: 'resettable', mount, ...(size ? { package: size } : {}) },
}))

const COLOURS: readonly [string, string][] = [
  ['5A', 'tan'],
  ['7.5A', 'brown'],
  ['10A', 'red'],
  ['15A', 'blue'],
  ['20A', 'yellow'],
  ['25A', 'clear'],
  ['30A', 'green'],
]

const BLADE: readonly LabelledPart[] = COLOURS.flatMap(([amp, colour]): LabelledPart[] => [
  {
    type: 'Fuse',
    maker: 'Littelfuse',
    number: `0287${amp.replace('A', '').replace('.', '').padStart(3, '0')}.PXCN`,
    series: 'ATOF',
    voltage: '32V',
    description: `ATO blade fuse ${amp} 32V ${colour}, automotive`,
    facts: { kind: 'fuse', maker: 'Littelfuse', amp, volt: '32V', form: 'blade', colour, size: 'ATO' },
  },
  {
    type: 'Fuse',
    maker: 'MTA',
    number: null,
    voltage: '32V',
    description: `Fusible plat mini ${amp} 32 V`,
    tags: ['auto', 'mini'],
    facts: { kind: 'fuse', maker: 'MTA', amp, volt: '32V', form: 'blade', size: 'mini' },
  },
])

const HOLDERS: readonly LabelledPart[] = [
  {
    type: 'Fuse',
    maker: 'Schurter',
    number: '0031.8201',
    description: 'Fuse holder 5x20mm, PCB, open, 10A 250V',
    facts: { kind: 'fuse holder', maker: 'Schurter', amp: '10A', volt: '250V' },
  },
  {
    type: 'Fuse',
    maker: 'Littelfuse',
    number: '03455LS1H',
    description: 'Panel mount fuse holder, bayonet, 5×20mm',
    facts: { kind: 'fuse holder', maker: 'Littelfuse' },
  },
  {
    type: 'Fuse',
    maker: 'Generic',
    number: null,
    description: 'Sicherungshalter für KFZ-Flachsicherungen, mit Kabel',
    facts: { kind: 'fuse holder', maker: 'Generic' },
  },
]

export const FUSES: readonly LabelledPart[] = [...GLASS, ...SMD, ...PTC, ...BLADE, ...HOLDERS]
