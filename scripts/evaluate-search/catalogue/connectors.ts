import type { LabelledPart } from '../labelled-part.ts'

const JST: readonly [series: string, pitch: string, straight: string, angled: string, housing: string][] = [
  ['PH', '2mm', 'B{n}B-PH-K-S', 'S{n}B-PH-K-S', 'PHR-{n}'],
  ['EH', '2.5mm', 'B{n}B-EH-A', 'S{n}B-EH', 'EHR-{n}'],
  ['VH', '3.96mm', 'B{n}P-VH', 'S{n}P-VH', 'VHR-{n}N'],
  ['ZH', '1.5mm', 'B{n}B-ZR', 'S{n}B-ZR', 'ZHR-{n}'],
  ['SH', '1mm', 'BM{nn}B-SRSS-TB', 'SM{nn}B-SRSS-TB', 'SHR-{nn}V-S-B'],
  ['GH', '1.25mm', 'BM{nn}B-GHS-TBT', 'SM{nn}B-GHS-TB', 'GHR-{nn}V-S'],
]

function filled(pattern: string, pins: number): string {
  return pattern.replace('{nn}', String(pins).padStart(2, '0')).replace('{n}', String(pins))
}

function jst(): LabelledPart[] {
  return JST.flatMap(([series, pitch, straight, angled, housing]) =>
    [2, 3, 5, 6, 7].flatMap((pins) => {
      const own = { type: 'Crimp Connector', maker: 'JST', series, pins, pitch }
      const facts = { kind: 'connector', maker: 'JST', series, pins, length: pitch }
      return [
        {
          ...own,
          number: filled(straight, pins),
          description: `JST ${series} ${pins}-pin header, vertical, ${pitch}`,
          facts: { ...facts, form: 'header', angle: 'straight' },
        },
        {
          ...own,
          number: filled(angled, pins),
          description: `JST ${series} ${pins}-pin header, side entry, ${pitch}`,
          facts: { ...facts, form: 'header', angle: 'right' },
        },
        {
          ...own,
          number: filled(housing, pins),
          description: `JST ${series} ${pins}-pin crimp housing, ${pitch}`,
          facts: { ...facts, form: 'housing' },
        },
      ]
    }),
  )
}

function molex(): LabelledPart[] {
  const kk = [2, 3, 4, 5, 6, 8].map((pins): LabelledPart => {
    const facts = { kind: 'connector', maker: 'Molex', series: 'KK', pins, length: '2.54mm', form: 'header' }
    const number = `22-27-2${String(pins).padStart(2, '0')}1`
    const description = `KK 254 wire-to-board header, friction lock, ${pins} circuits`
    return {
      type: 'Crimp Connector',
      maker: 'Molex',
      number,
      series: 'KK 254',
      pins,
      pitch: '2.54mm',
      description,
      facts,
    }
  })
  const microFit = [2, 4, 6, 8, 10, 12].map((pins): LabelledPart => {
    const facts = { kind: 'connector', maker: 'Molex', series: 'Micro-Fit', pins, length: '3mm', form: 'housing' }
    const number = `43025-${String(pins).padStart(2, '0')}00`
    const description = `Micro-Fit 3.0 receptacle housing, dual row, ${pins} circuits, 3.0mm`
    return { type: 'Crimp Connector', maker: 'Molex', number, series: 'Micro-Fit 3.0', pins, description, facts }
  })
  return [...kk, ...microFit]
}

function terminals(): LabelledPart[] {
  const phoenix = [2, 3, 4, 5, 6].flatMap((pins): LabelledPart[] => [
    {
      type: 'Terminal Block',
      maker: 'Phoenix Contact',
      number: `MKDS 1,5/ ${pins}-5,08`,
      pins,
      pitch: '5.08mm',
      description: `Leiterplattenklemme, ${pins}-polig, Raster 5,08 mm, Schraubanschluss, grün`,
      facts: { kind: 'terminal', maker: 'Phoenix', pins, length: '5.08mm', colour: 'green' },
    },
    {
      type: 'Terminal Block',
      maker: 'Phoenix Contact',
      number: `MSTB 2,5/ ${pins}-ST-5,08`,
      pins,
      pitch: '5.08mm',
      description: `Pluggable screw terminal plug, ${pins} positions, 5.08 mm, green`,
      facts: { kind: 'terminal', maker: 'Phoenix', pins, length: '5.08mm', colour: 'green', form: 'plug' },
    },
  ])
  const wago = [2, 3, 5].map((pins): LabelledPart => {
    const facts = { kind: 'terminal', maker: 'WAGO', pins, series: '221', form: 'lever' }
    const description = `Lever splicing connector ${pins} way, 0.2–4 mm², transparent`
    return { type: 'Terminal Block', maker: 'WAGO', number: `221-41${pins}`, series: '221', pins, description, facts }
  })
  return [...phoenix, ...wago]
}

function headers(): LabelledPart[] {
  const rows = [1, 2] as const
  return rows.flatMap((row) =>
    [2, 3, 4, 5, 6, 10, 16, 20, 40].flatMap((count): LabelledPart[] => {
      const pins = row * count
      const code = String(pins).padStart(2, '0')
      const facts = { kind: 'pin header', pins, length: '2.54mm' }
      return [
        {
          type: 'Pin Header',
          maker: 'Würth Elektronik',
          number: `6130${code}${row}${row}121`,
          series: 'WR-PHD',
          pins,
          pitch: '2.54mm',
          description: `WR-PHD ${row}×${count} pin header, straight, gold`,
          facts: { ...facts, maker: 'Würth', form: 'male', grid: `${row}x${count}` },
        },
        {
          type: 'Pin Header',
          maker: 'Harwin',
          number: `M20-78${row}${code}46`,
          pins,
          pitch: '2.54mm',
          description: `Female socket strip ${row}x${count}, 2.54mm pitch, tin`,
          facts: { ...facts, maker: 'Harwin', form: 'female', grid: `${row}x${count}` },
        },
      ]
    }),
  )
}

const OTHERS: readonly LabelledPart[] = [
  ...[9, 15, 25, 37].flatMap((pins): LabelledPart[] =>
    (['male', 'female'] as const).map((form) => ({
      type: 'Network Connector',
      maker: 'Amphenol',
      number: `L717SD${form === 'male' ? 'E' : 'A'}${pins}${form === 'male' ? 'P' : 'S'}`,
      pins,
      description: `D-Sub ${pins} ${form}, solder cup`,
      facts: { kind: 'd-sub', pins, form, maker: 'Amphenol' },
    })),
  ),
  ...(
    [
      ['Molex', '47346-0001', 'USB Micro-B receptacle, SMD', 'micro-b', 5],
      ['Molex', '67503-1020', 'USB Mini-B receptacle, SMD', 'mini-b', 5],
      ['Würth Elektronik', '61400416121', 'USB Type-A receptacle, horizontal, THT', 'type-a', 4],
      ['Würth Elektronik', '61400416021', 'USB Type-B receptacle, horizontal, THT', 'type-b', 4],
      ['Amphenol', '12401610E4#2A', 'USB Type-C receptacle 24-pin, USB 3.1', 'type-c', 24],
      ['JAE', 'DX07S016JA1R1500', 'USB-C connector, 16 contacts, hybrid', 'type-c', 16],
    ] as const
  ).map(
    ([maker, number, description, plug, pins]): LabelledPart => ({
      type: 'USB Connector',
      maker,
      number,
      pins,
      description,
      facts: { kind: 'usb', plug, maker },
    }),
  ),
  ...(
    [
      ['TE Connectivity', '5-1814832-1', 'SMA jack, PCB edge mount, 50 ohm', 'SMA', 'female'],
      ['Amphenol', '132289', 'SMA jack, end launch, 50 Ω', 'SMA', 'female'],
      ['Amphenol', '031-5329-52RFX', 'BNC jack, right angle, 50 ohm', 'BNC', 'female'],
      ['TE Connectivity', '5227079-5', 'BNC plug, crimp, RG58, 50 ohm', 'BNC', 'male'],
      ['Hirose', 'U.FL-R-SMT-1(10)', 'U.FL receptacle, 6 GHz', 'U.FL', 'female'],
      ['Molex', '73412-0110', 'MCRF receptacle, IPEX compatible, 50 ohm', 'IPEX', 'female'],
      ['Würth Elektronik', '60312242114510', 'SMA plug for RG174, crimp', 'SMA', 'male'],
    ] as const
  ).map(
    ([maker, number, description, plug, form]): LabelledPart => ({
      type: 'Coaxial Connector',
      maker,
      number,
      description,
      facts: { kind: 'coaxial', plug, form, maker },
    }),
  ),
  ...(
    [
      ['CUI Devices', 'PJ-102A', 'DC barrel jack 5.5 × 2.1mm, 24 V 2.5 A', '2.1mm'],
      ['CUI Devices', 'PJ-102B', 'DC barrel jack 5.5 × 2.5mm, 24 V 2.5 A', '2.5mm'],
      ['Cliff', 'FC681465P', 'Panel mount DC socket 2.1mm', '2.1mm'],
      ['Lumberg', 'NEB 21 R', 'Hohlbuchse 2,1 mm, gewinkelt, für Leiterplatten', '2.1mm'],
    ] as const
  ).map(
    ([maker, number, description, length]): LabelledPart => ({
      type: 'DC Power Plug',
      maker,
      number,
      description,
      facts: { kind: 'barrel', length, maker },
    }),
  ),
  ...[4, 6, 8, 10, 12, 20, 24, 30, 40].map((pins): LabelledPart => {
    const facts = { kind: 'ffc', pins, length: '0.5mm', maker: 'Hirose' }
    const number = `FH12-${pins}S-0.5SH(55)`
    const description = `FFC/FPC connector ${pins} pins 0.5mm, bottom contact, ZIF`
    return { type: 'Ribbon Connector', maker: 'Hirose', number, series: 'FH12', pins, description, facts }
  }),
  ...[6, 10, 14, 16, 20, 26, 34, 40].map((pins): LabelledPart => {
    const facts = { kind: 'idc', pins, length: '2.54mm', maker: 'TE' }
    const description = `Wannenstecker ${pins}-polig, Raster 2,54 mm, gerade, für Flachbandkabel`
    return {
      type: 'Ribbon Connector',
      maker: 'TE Connectivity',
      number: `${pins}-2178712-${pins % 9}`,
      pins,
      description,
      facts,
    }
  }),
]

export const CONNECTORS: readonly LabelledPart[] = [...jst(), ...molex(), ...terminals(), ...headers(), ...OTHERS]
