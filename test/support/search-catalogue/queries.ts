/** What queries must find among the parts of the example catalogue. */
export interface ExampleQuery {
  /** Spellings of the same query. */
  queries: readonly string[]
  /** Keys of all hits, in any order unless `isOrdered`; empty for none. Missing: all parts. */
  hits?: string
  isOrdered?: true
  /** Keys that are never among the hits, said again because the mistake would be a dear one. */
  never?: string
  /** The key that comes last. */
  last?: string
  /** How all hits match. */
  strength?: 'equal' | 'whole' | 'start' | 'family' | 'typo'
  /** Words that a misspelled term was read as. */
  typo?: string
  note?: 'unknown_filter' | 'unfinished_filter' | 'scanned_code'
  /** Terms without which something is found, with how many parts that are. */
  without?: readonly (readonly [term: string, total: number])[]
}

/** Queries that are refused with status 400 and the field `q`. */
export const REFUSED_QUERIES: readonly string[] = ['stock:many', 'voltage:4k7', 'capacitance:5V', 'box:x', 'stock:abc']

export const EXAMPLE_QUERIES: readonly ExampleQuery[] = [
  {
    queries: ['4k7', '4K7', '4.7k', '4,7kΩ', '4.7 k', '4700R', '4700 ohm'],
    hits: 'AARA AARD AARC',
    last: 'AARC',
    never: 'AARB',
  },
  { queries: ['47k'], hits: 'AARB', never: 'AARA AARC AARD' },
  { queries: ['4k7 0603'], hits: 'AARA' },
  { queries: ['resistor 5% 4.7k'], hits: 'AARC' },
  { queries: ['10k 0402', '10k 1005'], hits: 'AARE', never: 'AARF' },
  { queries: ['10k 0603M', '10k 0603 metric', '10k metric 0603'], hits: 'AARF', never: 'AARE' },
  {
    queries: ['10k 0603'],
    hits: '',
    without: [
      ['10k', 6],
      ['0603', 2],
    ],
  },
  { queries: ['10k..50k 1%'], hits: 'AARB AARE AARF' },
  { queries: ['0R01', '10 mΩ', 'R01'], hits: 'AARG' },
  { queries: ['0R', '0 ohm'], hits: 'AARH' },
  { queries: ['resistance:<0.1'], hits: 'AARG AARH' },
  { queries: ['resistance:<0.1 stock:>5'], hits: 'AARH' },
  { queries: ['resistor 470', 'widerstand 470R'], hits: 'AARI' },
  { queries: ['250mW', '1/4W', '¼W'], hits: 'AARI' },
  { queries: ['100n'], hits: 'AACA AACB AALB', never: 'AACC' },
  { queries: ['100nF', '0,1 µF', '.1uF', '100000pF'], hits: 'AACA AACB' },
  { queries: ['100nH'], hits: 'AALB' },
  { queries: ['cap 100n', '50V X7R 100nF'], hits: 'AACA AACB', isOrdered: true },
  { queries: ['104'], hits: 'AACA AARJ', never: 'AACB' },
  { queries: ['capacitor 104', 'kondensator 104'], hits: 'AACA AACB' },
  { queries: ['trimmer 104'], hits: 'AARJ' },
  { queries: ['capacitor 103'], hits: 'AACC' },
  { queries: ['100n 1608', '100n package:0603'], hits: 'AACA AACB AALB' },
  { queries: ['2n2', '2200pF', '2.2 nF'], hits: 'AACD' },
  { queries: ['22p c0g', '22pF NP0'], hits: 'AACE' },
  { queries: ['22p x7r'], hits: '' },
  { queries: ['10u'], hits: 'AACG AALA' },
  { queries: ['10uF'], hits: 'AACG' },
  { queries: ['xtal 16M', 'crystal 16mhz'], hits: 'AAXA' },
  { queries: ['16 MHz'], hits: 'AAXA AAUK' },
  { queries: ['crystal 32.768k'], hits: 'AAXB' },
  { queries: ['xtal'], hits: 'XTAL AAXB AAXA', isOrdered: true },
  { queries: ['5V1', '5.1V'], hits: 'AADC', never: 'AAUA' },
  { queries: ['5V'], hits: 'AAUA AAUD', never: 'AADC AAUB' },
  { queries: ['-5V', '-5V regulator'], hits: 'AAUB' },
  { queries: ['regulator 5V -TI'], hits: '' },
  { queries: ['7805'], hits: 'AAUA AAHA', isOrdered: true, never: 'AAUB' },
  { queries: ['7905'], hits: 'AAUB' },
  { queries: ['LM317'], hits: '', never: 'AAUG' },
  { queries: ['805'], hits: '' },
  { queries: ['TLC272'], hits: 'AAUE AAUF', isOrdered: true },
  { queries: ['tlc 272 cp', 'TLC-272-CP'], hits: 'AAUE', strength: 'equal' },
  { queries: ['TLC272CD'], hits: 'AAUF', strength: 'equal' },
  { queries: ['TLC272ACP'], hits: 'AAUE AAUF', strength: 'family' },
  { queries: ['LM2940CT-5.0'], hits: 'AAUD', strength: 'equal' },
  { queries: ['74LS04', '74ls 04'], hits: 'AAUH' },
  { queries: ['74HC04', '74AC04'], hits: '' },
  { queries: ['74ACT04', 'MC74ACT04D'], hits: 'AAUI' },
  { queries: ['BC337'], hits: 'AATA' },
  { queries: ['BC338'], hits: '' },
  { queries: ['4n28'], hits: 'AAUM' },
  { queries: ['max3485'], hits: 'AAUN' },
  { queries: ['STM32L027CZT6'], hits: 'AAUL', strength: 'typo' },
  { queries: ['stm32l072'], hits: 'AAUL' },
  { queries: ['ESP32-S2-MINI-1-N4'], hits: '', never: 'AAMA' },
  { queries: ['esp32 s2', 'ESP32-S2'], hits: 'AAMA' },
  { queries: ['06035C*KAT2A'], hits: 'AACA' },
  { queries: ['ＬＭ３１１'], hits: 'AAUG' },
  { queries: ['resitor 4k7'], hits: 'AARA AARD AARC', typo: 'resistor' },
  { queries: ['capasitor 100n'], hits: 'AACA AACB', typo: 'capacitor' },
  { queries: ['schotky'], hits: 'AADA AADB' },
  { queries: ['opamp', 'op-amp', 'op amps'], hits: 'AAUE AAUF' },
  { queries: ['opamp dip8', 'op amp DIL-8'], hits: 'AAUE' },
  { queries: ['ldo'], hits: 'AAUC AAUD' },
  { queries: ['mcu', 'µC'], hits: 'AAUK AAUL' },
  { queries: ['elko 16V'], hits: 'AACG AACH' },
  { queries: ['resistors axial'], hits: 'AARD AARI' },
  { queries: ['so8', 'SOP-8', '8-SOIC', 'so 8'], hits: 'AAUF AAUN' },
  { queries: ['soic'], hits: 'AAUF AAUI AAUN' },
  { queries: ['sot-23'], hits: '' },
  { queries: ['to220', 'to 220'], hits: 'AATC AATD AAUA AAUB AAUC AAUD AAHA' },
  { queries: ['mosfet to-220'], hits: 'AATD AATC', isOrdered: true },
  { queries: ['"hex inverter"'], hits: 'AAUH AAUI' },
  { queries: ['"inverter hex"'], hits: '' },
  { queries: ['hex inverter -dip'], hits: 'AAUI' },
  { queries: ['led -red'], hits: 'AAEB AAEC' },
  { queries: ['ir led'], hits: 'AAEC' },
  { queries: ['red'], hits: 'AAEA AAWA' },
  { queries: ['4-pin', 'pins:4', '4 pins'], hits: 'AANB AASA' },
  { queries: ['pins:8 -dip'], hits: 'AAUF AAUN AAMC AANA' },
  { queries: ['usb c', 'usb-c'], hits: 'AANC' },
  { queries: ['uno r3'], hits: 'AABA' },
  { queries: ['0.3 ohm'], hits: '' },
  { queries: ['2.54mm', '100mil', '0.1in', '0.1"'], hits: 'AANA', never: 'AANB' },
  { queries: ['type:resistor stock:0'], hits: 'AARC AARE' },
  { queries: ['type:led stock:>0'], hits: 'AAEA AAEB' },
  { queries: ['package:0603 type:capacitor'], hits: 'AACA AACB AACE' },
  { queries: ['maker:ti dip'], hits: 'AAUE AAUG AAUH AAUJ' },
  { queries: ['box:6'], hits: 'AAYA AAHA AAHB AAWA AABA AAFA' },
  { queries: ['2-3', 'loc:2-3'], hits: 'AACD' },
  { queries: ['capacitance:1n..10n'], hits: 'AACC AACD' },
  { queries: ['voltage:>=50V type:capacitor'], hits: 'AACA AACB AACC AACD AACE' },
  { queries: ['input:12V'], hits: 'AAUA AAMB' },
  { queries: ['seller:reichelt'], hits: 'AARD AAUA' },
  { queries: ['würth', 'wurth', 'wuerth'], hits: 'AACH' },
  { queries: ['aaca', 'key:AACA'], hits: 'AACA' },
  {
    queries: ['4k7 0402'],
    hits: '',
    without: [
      ['0402', 3],
      ['4k7', 1],
    ],
  },
  { queries: ['foo:bar'], hits: '', note: 'unknown_filter' },
  { queries: ['stock:>'], note: 'unfinished_filter' },
  { queries: ['-type:resistor -type:capacitor box:1..2'], hits: 'AARJ AALA' },
  { queries: ['mpn:=tlc272cd'], hits: '' },
]
