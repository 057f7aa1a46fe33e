import { type Static, type TSchema, Type } from 'typebox'

/** For answers of a model: every property is required, no other is allowed, and unknown values are null. */
const strict = { additionalProperties: false }

function OrNull<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}

const Text = OrNull(Type.String())

export const MOUNTING_TYPES = ['Through-Hole', 'Surface-Mount', 'Panel Mount', 'DIN Rail Mount'] as const

const specs = {
  product_name: Text,
  product_family: Text,
  product_category: Text,
  manufacturer: Text,
  manufacturer_part_number: Text,
  package_type: Text,
  mounting_type: OrNull(Type.Unsafe<(typeof MOUNTING_TYPES)[number]>({ type: 'string', enum: [...MOUNTING_TYPES] })),
  part_pin_count: OrNull(Type.Integer()),
  part_pin_pitch: Text,
  voltage_rating: Text,
  input_voltage: Text,
  output_voltage: Text,
  physical_dimensions: Text,
  tags: Type.Array(Type.String()),
}

/** Data of a part from a datasheet. */
export const SpecDetails = Type.Object(specs, strict)
export type SpecDetails = Static<typeof SpecDetails>

const urls = Type.Array(Type.String())

/** Data of a part from an analysis. */
export const PartDetails = Type.Object(
  { ...specs, product_page_urls: urls, datasheet_urls: urls, pinout_urls: urls },
  strict,
)
export type PartDetails = Static<typeof PartDetails>

export const CONFIDENCES = ['high', 'medium'] as const

/** A part of the inventory that may be the one in question. */
export const DuplicateMatch = Type.Object(
  {
    part_key: Type.String(),
    confidence: Type.Unsafe<(typeof CONFIDENCES)[number]>({ type: 'string', enum: [...CONFIDENCES] }),
    reasoning: Type.String(),
  },
  strict,
)
export type DuplicateMatch = Static<typeof DuplicateMatch>

/** The answer of a model that catalogues a part. Any combination of the three may be given. */
export const CatalogueAnswer = Type.Object(
  {
    analysis_result: OrNull(PartDetails),
    duplicate_parts: OrNull(Type.Array(DuplicateMatch)),
    analysis_failure_reason: Text,
  },
  strict,
)
export type CatalogueAnswer = Static<typeof CatalogueAnswer>
