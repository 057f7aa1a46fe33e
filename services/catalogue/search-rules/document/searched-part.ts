/** What search reads of a part: the columns of its row. */
export interface SearchedPart {
  key: string
  manufacturer_code: string | null
  series: string | null
  description: string
  tags: readonly string[] | null
  manufacturer: string | null
  package: string | null
  pin_count: number | null
  pin_pitch: string | null
  voltage_rating: string | null
  input_voltage: string | null
  output_voltage: string | null
  mounting_type: string | null
  dimensions: string | null
}

/** A text of a part with the name of the property that an answer shows it in. */
export interface FieldText {
  /** `description`, `tags.2`, `seller_links.0.seller_name`. */
  field: string
  text: string
}

/** The texts of some fields, those without one left out. */
export function textsOf(part: SearchedPart, fields: readonly (keyof SearchedPart)[]): FieldText[] {
  return fields.flatMap((field) => {
    const value = part[field]
    if (Array.isArray(value)) return value.map((text, place) => ({ field: `${field}.${place}`, text }))
    return typeof value === 'string' && value !== '' ? [{ field, text: value }] : []
  })
}
