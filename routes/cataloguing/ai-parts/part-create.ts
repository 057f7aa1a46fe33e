import { type Static, Type } from 'typebox'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { DocumentSuggestion } from '../../../services/cataloguing/part-details/document-suggestion.ts'
import { Int32, Nullable, RequiredLongText, Tags } from '../../../services/schema-types.ts'
import { refuseField } from './refusal.ts'

const MAX_DOCUMENTS = 50
const MAX_URL = 2000

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })))

/** The fields of a part, under the names of a part, and its documents. */
export const AiPartCreate = Type.Object(
  {
    description: RequiredLongText(),
    manufacturer_code: text(255),
    type_id: Type.Optional(Nullable(Int32())),
    tags: Type.Optional({ ...Tags(), default: [] }),
    manufacturer: text(255),
    product_page: text(500),
    package: text(100),
    pin_count: Type.Optional(Nullable(Type.Integer({ exclusiveMinimum: 0, maximum: INT4_MAX }))),
    pin_pitch: text(50),
    voltage_rating: text(100),
    input_voltage: text(100),
    output_voltage: text(100),
    mounting_type: text(50),
    series: text(100),
    dimensions: text(100),
    documents: Type.Optional(Type.Array(DocumentSuggestion)),
  },
  {
    title: 'AiPartCreate',
    examples: [
      { description: 'Precision timer', manufacturer_code: 'NE555P', package: 'DIP-8', pin_count: 8, documents: [] },
    ],
    additionalProperties: false,
  },
)

/** @throws RequestValidationError for more documents than one part gets, or a URL that cannot be stored. */
export function assertStorable(documents: NonNullable<Static<typeof AiPartCreate>['documents']>): void {
  if (documents.length > MAX_DOCUMENTS) throw refuseField('documents', `must have at most ${MAX_DOCUMENTS} entries`)
  const tooLong = documents.findIndex(({ url }) => [...url].length > MAX_URL)
  if (tooLong !== -1) throw refuseField(`documents.${tooLong}.url`, `must have at most ${MAX_URL} characters`)
}
