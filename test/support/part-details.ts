import type { CatalogueAnswer, PartDetails } from '../../services/cataloguing/part-details/details-schema.ts'

/** What a model may have found out about a part: nothing, but for the given fields. */
export function partDetails(details: Partial<PartDetails> = {}): PartDetails {
  return {
    product_name: null,
    product_family: null,
    product_category: null,
    manufacturer: null,
    manufacturer_part_number: null,
    package_type: null,
    mounting_type: null,
    part_pin_count: null,
    part_pin_pitch: null,
    voltage_rating: null,
    input_voltage: null,
    output_voltage: null,
    physical_dimensions: null,
    tags: [],
    product_page_urls: [],
    datasheet_urls: [],
    pinout_urls: [],
    ...details,
  }
}

/** The answer of a model: nothing, but for the given parts. */
export function catalogueAnswer(answer: Partial<CatalogueAnswer> = {}): CatalogueAnswer {
  return { analysis_result: null, duplicate_parts: null, analysis_failure_reason: null, ...answer }
}
