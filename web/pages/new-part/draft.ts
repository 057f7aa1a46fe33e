import type { Schemas } from '../../api/client.ts'

/** What has been typed so far. */
export interface Draft {
  description: string
  manufacturer: string
  manufacturer_code: string
  type: string
  package: string
  mounting_type: string
  voltage_rating: string
  input_voltage: string
  output_voltage: string
  pin_count: string
  pin_pitch: string
  dimensions: string
  series: string
  tags: string
  product_page: string
}

export const EMPTY: Draft = {
  description: '',
  manufacturer: '',
  manufacturer_code: '',
  type: '',
  package: '',
  mounting_type: '',
  voltage_rating: '',
  input_voltage: '',
  output_voltage: '',
  pin_count: '',
  pin_pitch: '',
  dimensions: '',
  series: '',
  tags: '',
  product_page: '',
}

/** A draft that begins with a text from the search field: a number has digits and no blanks, anything else is words. */
export function draftOf(text = ''): Draft {
  const isNumber = /^\S*\d\S*$/.test(text.trim())
  return isNumber ? { ...EMPTY, manufacturer_code: text.trim() } : { ...EMPTY, description: text.trim() }
}

/** What is missing before the part can be saved; null: nothing. */
export function problemOf({ description, pin_count }: Draft): string | null {
  if (description.trim() === '') return 'A description is needed'
  return pin_count === '' || /^\d+$/.test(pin_count) ? null : 'The number of pins is a whole number'
}

/** The request that saves a draft. */
export function requestOf(
  { type: _type, tags, pin_count, ...texts }: Draft,
  typeId: number | null,
): Schemas['PartCreate'] {
  const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''))
  const list = tags.split(',').map((tag) => tag.trim())
  return {
    ...filled,
    description: texts.description.trim(),
    type_id: typeId,
    tags: [...new Set(list)].filter((tag) => tag !== ''),
    pin_count: pin_count === '' ? null : Number(pin_count),
  }
}

/** The request that makes a part that was saved before what the draft says now. */
export function changesOf(draft: Draft, typeId: number | null): Schemas['PartUpdate'] {
  const { type: _type, tags: _tags, pin_count: _pins, ...texts } = draft
  const cleared = Object.fromEntries(Object.keys(texts).map((field) => [field, null]))
  return { ...cleared, ...requestOf(draft, typeId) }
}
