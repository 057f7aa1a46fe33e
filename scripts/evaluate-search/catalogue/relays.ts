import type { LabelledPart } from '../labelled-part.ts'

/** A number with ~ for the coil, its maker and contacts, and the coils that there are: what the number says, volts. */
const FAMILIES: readonly {
  number: string
  maker: string
  amp: string
  contacts: string
  text: (volts: string) => string
  coils: readonly (readonly [string, string])[]
}[] = [
  {
    number: 'G5V-2-~',
    maker: 'Omron',
    amp: '2A',
    contacts: 'DPDT',
    text: (volts) => `Signal relay ${volts}VDC DPDT 2A`,
    coils: [
      ['DC3', '3'],
      ['DC5', '5'],
      ['DC12', '12'],
      ['DC24', '24'],
    ],
  },
  {
    number: 'G5LE-1-~',
    maker: 'Omron',
    amp: '10A',
    contacts: 'SPDT',
    text: (volts) => `Power relay, coil ${volts} V DC, SPDT 10A 250VAC`,
    coils: [
      ['DC5', '5'],
      ['DC12', '12'],
      ['DC24', '24'],
    ],
  },
  {
    number: 'SRD-~VDC-SL-C',
    maker: 'Songle',
    amp: '10A',
    contacts: 'SPDT',
    text: (volts) => `${volts}V relay, changeover, 10A`,
    coils: [
      ['05', '5'],
      ['09', '9'],
      ['12', '12'],
      ['24', '24'],
    ],
  },
  {
    number: '40.52.9.~.0000',
    maker: 'Finder',
    amp: '8A',
    contacts: 'DPDT',
    text: (volts) => `Steckrelais, 2 Wechsler, 8 A, Spule ${volts} V DC`,
    coils: [
      ['005', '5'],
      ['012', '12'],
      ['024', '24'],
      ['048', '48'],
    ],
  },
  {
    number: '36.11.9.~.4011',
    maker: 'Finder',
    amp: '10A',
    contacts: 'SPDT',
    text: (volts) => `Mini-Printrelais, 1 Wechsler 10 A, ${volts} V DC`,
    coils: [
      ['005', '5'],
      ['006', '6'],
      ['012', '12'],
      ['024', '24'],
    ],
  },
  {
    number: 'TQ2-~V',
    maker: 'Panasonic',
    amp: '1A',
    contacts: 'DPDT',
    text: (volts) => `Low profile signal relay 2 Form C, ${volts}V coil, 1A`,
    coils: [
      ['3', '3'],
      ['4.5', '4.5'],
      ['5', '5'],
      ['12', '12'],
      ['24', '24'],
    ],
  },
  {
    number: 'RT314~',
    maker: 'TE Connectivity',
    amp: '16A',
    contacts: 'SPDT',
    text: (volts) => `Power PCB relay RT1, 16A, ${volts}VDC, AgNi`,
    coils: [
      ['005', '5'],
      ['012', '12'],
      ['024', '24'],
    ],
  },
  {
    number: 'HF115F/~-1ZS3',
    maker: 'Hongfa',
    amp: '16A',
    contacts: 'SPDT',
    text: (volts) => `Relais de puissance 16 A, bobine ${volts} V CC, inverseur`,
    coils: [
      ['005', '5'],
      ['012', '12'],
      ['024', '24'],
    ],
  },
]

const COILS: readonly LabelledPart[] = FAMILIES.flatMap(({ number, maker, amp, contacts, text, coils }) =>
  coils.map(([code, volts]) => ({
    type: 'Relay',
    maker,
    number: number.replace('~', code),
    description: text(volts),
    facts: {
      kind: 'relay',
      maker,
      device: number.replace('~', code),
      coil: `${volts}V`,
      volt: text(volts).includes('250VAC') ? [`${volts}V`, '250V'] : `${volts}V`,
      amp,
      contacts,
    },
  })),
)

const SOLID_STATE: readonly LabelledPart[] = [
  ['G3MB-202P-5VDC', 'Omron', 'Solid-state relay 2A 240VAC, input 5VDC', '2A', ['5V', '240V']],
  ['SSR-25DA', 'Fotek', 'Solid state relay 25A, 24–380VAC, control 3–32VDC', '25A', ['24V', '380V', '3V', '32V']],
  ['SSR-40DA', 'Fotek', 'Solid state relay 40A, 24–380VAC, control 3–32VDC', '40A', ['24V', '380V', '3V', '32V']],
  ['34.81.7.024.8240', 'Finder', 'Halbleiterrelais 2 A 240 V AC, Eingang 24 V DC', '2A', ['24V', '240V']],
  ['AQH3213A', 'Panasonic', 'Photo triac solid-state relay 1.2A 600V, DIP-8', '1.2A', ['600V']],
  ['CPC1017N', 'IXYS', 'OptoMOS relay 60V 100mA, SOP-4', '100mA', ['60V']],
].map(([number, maker, description, amp, volt]): LabelledPart => {
  const texts = [number, maker, description, amp].map(String)
  const [shown = '', by = '', text = '', current = ''] = texts
  return {
    type: 'Solid-State Relay',
    maker: by,
    number: shown,
    description: text,
    facts: { kind: 'relay', form: 'ssr', maker: by, amp: current, volt: Array.isArray(volt) ? volt : [] },
  }
})

const SOCKETS: readonly LabelledPart[] = [
  {
    type: 'Relay',
    maker: 'Finder',
    number: '95.05',
    description: 'Fassung für Relais 40.52, DIN-Schiene',
    facts: { kind: 'relay socket', maker: 'Finder' },
  },
  {
    type: 'Relay',
    maker: 'Omron',
    number: 'P2RF-08-E',
    description: 'Relay socket, DIN rail, 8-pin, for G2R-2-S',
    facts: { kind: 'relay socket', maker: 'Omron' },
  },
]

export const RELAYS: readonly LabelledPart[] = [...COILS, ...SOLID_STATE, ...SOCKETS]
