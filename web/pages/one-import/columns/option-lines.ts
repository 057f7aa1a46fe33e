import type { KindName } from '../../../api/queries/imports.ts'

/** One option of a kind, as it is asked for. */
export type OptionLine =
  | { form: 'check'; name: string; label: string; otherwise: boolean }
  | { form: 'choice'; name: string; label: string; values: readonly (readonly [string, string])[] }
  | {
      form: 'text' | 'number' | 'currency' | 'day'
      name: string
      label: string
      otherwise?: string
      placeholder?: string
    }
  | { form: 'place'; name: 'place'; label: string; words: readonly (readonly [string, string])[] }
  | { form: 'kit' | 'list' | 'seller'; label: string }

const SUGGEST = ['suggest', 'A free slot'] as const

const LIST: readonly OptionLine[] = [
  {
    form: 'choice',
    name: 'stock',
    label: 'Pieces',
    values: [
      ['set', 'are what is there afterwards'],
      ['add', 'are added to what is there'],
      ['ignore', 'are left out'],
    ],
  },
  {
    form: 'choice',
    name: 'update',
    label: 'Known parts',
    values: [
      ['fill', 'get what they lack'],
      ['overwrite', 'become as in the file'],
      ['none', 'stay as they are'],
    ],
  },
  { form: 'place', name: 'place', label: 'Rows without a place', words: [['', 'Have to say one'], SUGGEST] },
  { form: 'check', name: 'create_parts', label: 'New parts where none fits', otherwise: true },
  { form: 'check', name: 'create_types', label: 'New types', otherwise: true },
  { form: 'check', name: 'create_boxes', label: 'A box for each place that is a path', otherwise: false },
  { form: 'currency', name: 'currency', label: 'Currency of prices' },
]

const BOM: readonly OptionLine[] = [
  { form: 'kit', label: 'Kit' },
  {
    form: 'choice',
    name: 'contents',
    label: 'Its lines',
    values: [
      ['replace', 'become those of the file'],
      ['merge', 'are added to'],
    ],
  },
  {
    form: 'choice',
    name: 'quantity_from',
    label: 'Pieces',
    values: [
      ['designators', 'as many as designators'],
      ['column', 'as the column says'],
    ],
  },
  { form: 'number', name: 'boards', label: 'The file is for so many', otherwise: '1' },
  { form: 'number', name: 'build_target', label: 'To build', placeholder: 'as the kit has it, else 1' },
  { form: 'check', name: 'create_parts', label: 'New parts where none fits', otherwise: false },
]

function order(first: 'receive' | 'list'): readonly OptionLine[] {
  const targets = [
    ['receive', 'go into stock'],
    ['list', 'go on a shopping list'],
  ] as const
  return [
    {
      form: 'choice',
      name: 'target',
      label: 'Pieces',
      values: first === 'receive' ? targets : targets.toReversed(),
    },
    { form: 'seller', label: 'Seller' },
    { form: 'list', label: 'List' },
    { form: 'text', name: 'order_number', label: 'Order number' },
    { form: 'day', name: 'order_date', label: 'Ordered on' },
    { form: 'currency', name: 'currency', label: 'Currency' },
    {
      form: 'place',
      name: 'place',
      label: 'Rows without a place',
      words: [SUGGEST, ['existing', 'Where the part lies, else a free slot']],
    },
    { form: 'check', name: 'create_parts', label: 'New parts where none fits', otherwise: true },
    { form: 'check', name: 'only_shipped', label: 'Only what was shipped', otherwise: true },
  ]
}

const INVENTORY: readonly OptionLine[] = [
  {
    form: 'choice',
    name: 'on_existing',
    label: 'What is here already',
    values: [
      ['keep', 'stays as it is'],
      ['overwrite', 'becomes as in the file'],
    ],
  },
]

/** What can be chosen for each kind; the first value of a choice holds where nothing was chosen. */
export const OPTION_LINES: Readonly<Record<KindName, readonly OptionLine[]>> = {
  parts_list: LIST,
  part_db: LIST,
  inventree: LIST,
  partkeepr: LIST,
  binner: LIST,
  partsbox: LIST,
  bom: BOM,
  order: order('receive'),
  cart: order('list'),
  inventory: INVENTORY,
}
