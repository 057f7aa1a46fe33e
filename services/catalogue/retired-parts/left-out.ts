import { Type } from 'typebox'
import { OneOf } from '../../schema-types.ts'

/** What belongs to a part and may be left out when it is brought back. */
const BELONGINGS = [
  'type',
  'documents',
  'seller_links',
  'seller_numbers',
  'codes',
  'shopping_list_lines',
  'kit_alternates',
  'kit_unfitted_lines',
] as const

/** Something that did not come back with a part. */
export const LeftOutSchema = Type.Object(
  {
    what: OneOf(BELONGINGS),
    count: Type.Integer({ minimum: 1 }),
    because: Type.String({ description: 'The reason, in words' }),
  },
  { title: 'LeftOut', examples: [{ what: 'kit_alternates', count: 1, because: 'their lines have no place left' }] },
)
export type LeftOut = Type.Static<typeof LeftOutSchema>

/** What a part is without after it was brought back. */
export const LeftOutList = Type.Array(LeftOutSchema, {
  description: 'What did not come back with the part, since there is no place for it any more',
})
