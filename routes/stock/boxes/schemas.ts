import { Type } from 'typebox'
import { RequiredColumn } from '../../../services/schema-types.ts'
import { LocationSchema, LocationWithPartsSchema } from '../../../services/stock/boxes/schemas.ts'

export const BoxParams = Type.Object({ box_no: Type.Integer() })

const boxBody = {
  description: RequiredColumn(255),
  capacity: Type.Integer({ minimum: 1, maximum: 1000, description: 'Number of locations' }),
}
export const BoxCreate = Type.Object(boxBody, {
  title: 'BoxCreate',
  examples: [{ description: 'Resistors', capacity: 60 }],
})
export const BoxUpdate = Type.Object(boxBody, {
  title: 'BoxUpdate',
  examples: [{ description: 'Resistors and capacitors', capacity: 80 }],
})

export const LocationListQuery = Type.Object({
  include_parts: Type.Optional(Type.String({ description: '"true" adds the parts in each location' })),
})

// The serialiser takes the first variant that fits: the one with more required fields comes first.
export const LocationList = Type.Union([Type.Array(LocationWithPartsSchema), Type.Array(LocationSchema)])
