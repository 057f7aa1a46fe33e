import { type Static, Type } from 'typebox'
import type { LabelItem } from '../../../services/exchange/labels/content/label-item.ts'
import { MAX_LABELS } from '../../../services/exchange/labels/label-service.ts'
import { LabelKindSchema } from '../../../services/exchange/labels/schemas.ts'
import { Nullable } from '../../../services/schema-types.ts'

const Item = Type.Object(
  {
    kind: LabelKindSchema,
    id: Type.String({
      minLength: 1,
      maxLength: 25,
      description: 'As labels have it: ABCD for a part, 7-12 for a location, else the number',
    }),
    copies: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: MAX_LABELS, default: 1 }))),
  },
  { title: 'LabelItem' },
)

export const Items = Type.Array(Item, { minItems: 1, maxItems: MAX_LABELS })

export function toItems(items: Static<typeof Items>): LabelItem[] {
  return items.map(({ kind, id, copies }) => ({ kind, id, copies: copies ?? 1 }))
}
