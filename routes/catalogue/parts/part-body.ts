import { Type } from 'typebox'
import type { PartFields } from '../../../services/catalogue/parts/part-service.ts'
import { Int32, Nullable, RequiredLongText, Tags } from '../../../services/schema-types.ts'

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })))

const optional = {
  manufacturer_code: text(255),
  type_id: Type.Optional(Nullable(Int32())),
  tags: Type.Optional(Nullable(Tags())),
  manufacturer: text(255),
  product_page: text(500),
  package: text(100),
  pin_count: Type.Optional(Nullable(Int32({ minimum: 1 }))),
  pin_pitch: text(50),
  voltage_rating: text(100),
  input_voltage: text(100),
  output_voltage: text(100),
  mounting_type: text(50),
  series: text(100),
  dimensions: text(100),
  minimum_quantity: Type.Optional(Nullable(Int32({ minimum: 0, description: 'Pieces that there should be' }))),
}

export const PartCreate = Type.Object(
  { description: RequiredLongText(), ...optional },
  {
    title: 'PartCreate',
    examples: [
      { description: 'Resistor 4.7 kΩ 1 %', manufacturer_code: 'RC0805FR-074K7L', tags: ['0805'], package: '0805' },
    ],
  },
)

export const PartUpdate = Type.Object(
  { description: Type.Optional(RequiredLongText()), ...optional },
  { title: 'PartUpdate', examples: [{ description: 'Resistor 4.7 kΩ 1 %, 0805', tags: ['0805', '4k7'] }] },
)

const FIELD_NAMES = {
  description: 'description',
  manufacturer_code: 'manufacturerCode',
  type_id: 'typeId',
  tags: 'tags',
  manufacturer: 'manufacturer',
  product_page: 'productPage',
  package: 'package',
  pin_count: 'pinCount',
  pin_pitch: 'pinPitch',
  voltage_rating: 'voltageRating',
  input_voltage: 'inputVoltage',
  output_voltage: 'outputVoltage',
  mounting_type: 'mountingType',
  series: 'series',
  dimensions: 'dimensions',
  minimum_quantity: 'minimumQuantity',
} as const satisfies Record<keyof Type.Static<typeof PartUpdate>, keyof PartFields>

/** The fields that a body names, under the service's names; what it does not name is absent. */
export function toPartFields(body: Type.Static<typeof PartUpdate>): PartFields {
  const entries = Object.entries(FIELD_NAMES).filter(([name]) => name in body)
  return Object.fromEntries(entries.map(([name, field]) => [field, Reflect.get(body, name)]))
}
