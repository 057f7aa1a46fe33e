import { Type } from 'typebox'
import { KitContentSchema, kitFields } from '../../kits/kits/schemas.ts'
import { PickListSummarySchema } from '../../kits/pick-lists/schemas.ts'
import { KitLinkSchema } from '../../shopping/kit-shopping-lists/link-schemas.ts'

export const KitDetailSchema = Type.Object(
  {
    ...kitFields,
    contents: Type.Array(KitContentSchema),
    shopping_list_links: Type.Array(KitLinkSchema),
    pick_lists: Type.Array(PickListSummarySchema),
  },
  { title: 'KitDetail' },
)
export type KitDetail = Type.Static<typeof KitDetailSchema>
