import { INT4_MAX } from '../../../plugins/int4.ts'
import type { PartDetails } from './details-schema.ts'
import type { ResolvedType } from './part-types.ts'
import { plainText } from './plain-text.ts'

/** The fields of a part, without description and type. */
export interface CatalogueFields {
  manufacturer_code: string | null
  tags: string[]
  manufacturer: string | null
  product_page: string | null
  package: string | null
  pin_count: number | null
  pin_pitch: string | null
  voltage_rating: string | null
  input_voltage: string | null
  output_voltage: string | null
  mounting_type: string | null
  series: string | null
  dimensions: string | null
}

/** A proposal for the fields of a part, within the limits of the columns. */
export interface ProposedFields extends CatalogueFields, ResolvedType {
  description: string | null
}

const MAX_DESCRIPTION = 2000
const MAX_URL = 500
const MAX_TAG = 100
const MAX_TAGS = 50
/** An http or https address. One that is too long is left out, because a cut one is wrong. */
function webAddress(url: string | undefined): string | null {
  const text = url?.trim() ?? ''
  const isWeb = /^https?:$/.test(URL.parse(text)?.protocol ?? '')
  return isWeb && [...text].length <= MAX_URL ? plainText(text, MAX_URL) : null
}

function tagsOf(tags: readonly string[]): string[] {
  const kept = tags.map((tag) => plainText(tag, MAX_TAG)).filter((tag) => tag !== null)
  return [...new Set(kept)].slice(0, MAX_TAGS)
}

/** A model's answer as fields of a part. */
export function proposedFields(details: PartDetails, type: ResolvedType): ProposedFields {
  const pins = details.part_pin_count
  return {
    manufacturer_code: plainText(details.manufacturer_part_number, 255),
    description: plainText(details.product_name, MAX_DESCRIPTION),
    tags: tagsOf(details.tags),
    manufacturer: plainText(details.manufacturer, 255),
    product_page: webAddress(details.product_page_urls[0]),
    package: plainText(details.package_type, 100),
    pin_count: pins !== null && pins > 0 && pins <= INT4_MAX ? pins : null,
    pin_pitch: plainText(details.part_pin_pitch, 50),
    voltage_rating: plainText(details.voltage_rating, 100),
    input_voltage: plainText(details.input_voltage, 100),
    output_voltage: plainText(details.output_voltage, 100),
    mounting_type: plainText(details.mounting_type, 50),
    series: plainText(details.product_family, 100),
    dimensions: plainText(details.physical_dimensions, 100),
    ...type,
  }
}
