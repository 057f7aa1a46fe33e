import { Part } from './catalogue/parts/entities.ts'
import { SellerLink } from './catalogue/seller-links/entities.ts'
import { Seller } from './catalogue/sellers/entities.ts'
import { PartType } from './catalogue/types/entities.ts'
import { Attachment, AttachmentSet } from './documents/documents/entities.ts'
import { Kit, KitContent } from './kits/kits/entities.ts'
import { SellerGroupRow, ShoppingList, ShoppingListLine } from './shopping/shopping-lists/entities.ts'
import { Box } from './stock/boxes/entities.ts'

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
