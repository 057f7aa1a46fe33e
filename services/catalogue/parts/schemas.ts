import { Type } from 'typebox'
import { Nullable, Timestamp } from '../../schema-types.ts'
import { type LeftOut, LeftOutList } from '../retired-parts/left-out.ts'
import { SellerLinkSchema } from '../seller-links/schemas.ts'
import { PartTypeSchema } from '../types/schemas.ts'

const Text = Nullable(Type.String())

const technical = {
  package: Text,
  pin_count: Nullable(Type.Integer()),
  pin_pitch: Text,
  voltage_rating: Text,
  input_voltage: Text,
  output_voltage: Text,
  mounting_type: Text,
  series: Text,
  dimensions: Text,
}

/** What every answer with a part says of it. */
export const partFields = {
  id: Type.Integer({ description: 'What other resources call part_id' }),
  key: Type.String(),
  manufacturer_code: Text,
  type_id: Nullable(Type.Integer()),
  description: Type.String(),
  tags: Nullable(Type.Array(Type.String())),
  manufacturer: Text,
  seller_links: Type.Array(SellerLinkSchema),
  cover_url: Nullable(Type.String()),
  ...technical,
  minimum_quantity: Nullable(Type.Integer({ description: 'Pieces that there should be; null for no wish' })),
  created_at: Timestamp,
  updated_at: Timestamp,
  total_quantity: Type.Integer({ description: 'Pieces in stock over all locations' }),
}

export const PartSchema = Type.Object(
  {
    ...partFields,
    type: Nullable(PartTypeSchema),
    product_page: Text,
    attachment_set_id: Type.Integer(),
    used_in_kits: Type.Boolean({ description: 'Whether an active kit contains the part' }),
  },
  { title: 'Part' },
)
export type PartDto = Type.Static<typeof PartSchema>

/** A part that was just brought back. */
export const RestoredPartSchema = Type.Object(
  { ...PartSchema.properties, left_out: Type.Optional(LeftOutList) },
  { title: 'RestoredPart' },
)
export type RestoredPart = PartDto & { left_out: LeftOut[] }
