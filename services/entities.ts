import { Box } from './boxes/entities.ts'
import { Attachment, AttachmentSet } from './documents/entities.ts'
import { Kit, KitContent } from './kits/entities.ts'
import { Part } from './parts/entities.ts'
import { SellerLink } from './seller-links/entities.ts'
import { Seller } from './sellers/entities.ts'
import { SellerGroupRow, ShoppingList, ShoppingListLine } from './shopping-lists/entities.ts'
import { PartType } from './types/entities.ts'

/** All tables of all domains, for the ORM. */
export const entities = [
  PartType,
  Box,
  Seller,
  SellerLink,
  AttachmentSet,
  Attachment,
  Part,
  ShoppingList,
  ShoppingListLine,
  SellerGroupRow,
  Kit,
  KitContent,
]
