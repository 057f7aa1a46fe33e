import { FILTERED_QUANTITIES, type FilteredQuantity } from '../values/quantity.ts'

/** How the value of a filter is read. */
export type FilterKind =
  | 'words'
  | 'package'
  | 'mount'
  | 'maker'
  | 'tag'
  | 'number'
  | 'key'
  | 'box'
  | 'place'
  | 'count'
  | 'has'
  | 'quantity'

export interface FilterName {
  /** The name that an answer shows. */
  field: string
  kind: FilterKind
  /** A right form, for the message about a wrong one. */
  example: string
}

/** Names that mean the same, the first one as it is shown. */
const NAMES: readonly (readonly [names: string, kind: FilterKind, example: string])[] = [
  ['type category', 'words', 'type:resistor'],
  ['package pkg case footprint', 'package', 'package:SOIC-8'],
  ['mount mounting', 'mount', 'mount:smd'],
  ['maker manufacturer mfr brand', 'maker', 'maker:TI'],
  ['seller shop supplier', 'words', 'seller:reichelt'],
  ['tag', 'tag', 'tag:pull-up'],
  ['series family', 'number', 'series:CFR-25'],
  ['mpn number pn', 'number', 'mpn:NE555'],
  ['key', 'key', 'key:ABCD'],
  ['box', 'box', 'box:7 or box:1..3'],
  ['loc location', 'place', 'loc:7-12'],
  ['stock qty', 'count', 'stock:>0'],
  ['pins', 'count', 'pins:8'],
  ['has', 'has', 'has:document'],
  ['input', 'quantity', 'input:12V'],
  ['output', 'quantity', 'output:5V'],
]

const EXAMPLES: Readonly<Record<FilteredQuantity, string>> = {
  resistance: 'resistance:4k7',
  capacitance: 'capacitance:100n',
  inductance: 'inductance:10u',
  voltage: 'voltage:>=50V',
  current: 'current:>1A',
  power: 'power:1/4W',
  frequency: 'frequency:16MHz',
  tolerance: 'tolerance:<=1%',
  tempco: 'tempco:<=50ppm',
  length: 'length:2.54mm',
  temperature: 'temperature:>=85°C',
}

const FILTERS = new Map<string, FilterName>([
  ...NAMES.flatMap(([names, kind, example]) => {
    const all = names.split(' ')
    return all.map((name) => [name, { field: all[0] ?? name, kind, example }] as const)
  }),
  ...FILTERED_QUANTITIES.map((field) => [field, { field, kind: 'quantity', example: EXAMPLES[field] }] as const),
])

/** The filter of a name in any case. @returns undefined when there is none. */
export function filterOf(name: string): FilterName | undefined {
  return FILTERS.get(name.toLowerCase())
}

/** All names of filters, one for each. */
export const FILTER_FIELDS: readonly string[] = [...new Set([...FILTERS.values()].map(({ field }) => field))]

/** What `has:` may ask for. */
export const HAVE = ['stock', 'document', 'cover', 'number', 'maker', 'seller', 'tag'] as const
export type Have = (typeof HAVE)[number]

/** The quantity of a filter for values: `input` and `output` are voltages. */
export function quantityOf(field: string): FilteredQuantity {
  return FILTERED_QUANTITIES.find((quantity) => quantity === field) ?? 'voltage'
}
