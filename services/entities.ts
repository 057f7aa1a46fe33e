import { ProcessRun } from '../plugins/database-monitoring/entities.ts'
import { IdempotencyKey } from '../plugins/idempotency/entities.ts'
import { GatewayConnection } from '../plugins/sse/entities.ts'
import { ForgottenRefreshToken, TokenRefresh, UsedLoginState } from './access/auth/entities.ts'
import { Part } from './catalogue/parts/entities.ts'
import { PartSearchDocument, PartSearchValue, PartSearchWord } from './catalogue/search-documents/entities.ts'
import { SellerLink } from './catalogue/seller-links/entities.ts'
import { Seller } from './catalogue/sellers/entities.ts'
import { PartType } from './catalogue/types/entities.ts'
import { MouserQuotaRow } from './cataloguing/mouser/entities.ts'
import { AnalysisPicture } from './cataloguing/part-analysis/entities.ts'
import { Attachment, AttachmentSet, SweptContent } from './documents/documents/entities.ts'
import { Kit, KitContent } from './kits/kits/entities.ts'
import { PickList, PickListLine } from './kits/pick-lists/entities.ts'
import { KitShoppingListLink } from './shopping/kit-shopping-lists/entities.ts'
import { SellerGroupRow, ShoppingList, ShoppingListLine } from './shopping/shopping-lists/entities.ts'
import { Box, Location } from './stock/boxes/entities.ts'
import { PartLocation, QuantityChange } from './stock/inventory/entities.ts'
import { AiUsage } from './work/ai-runner/entities.ts'
import { LiveEvent, TaskRecord } from './work/tasks/entities.ts'
import { PendingVersionEvent } from './work/version/entities.ts'

/** All tables of all domains, for the ORM. */
export const entities = [
  ProcessRun,
  GatewayConnection,
  IdempotencyKey,
  UsedLoginState,
  TokenRefresh,
  ForgottenRefreshToken,
  TaskRecord,
  LiveEvent,
  AiUsage,
  PendingVersionEvent,
  AttachmentSet,
  Attachment,
  SweptContent,
  PartType,
  Seller,
  Part,
  PartSearchDocument,
  PartSearchValue,
  PartSearchWord,
  SellerLink,
  Box,
  Location,
  PartLocation,
  QuantityChange,
  MouserQuotaRow,
  AnalysisPicture,
  Kit,
  KitContent,
  PickList,
  PickListLine,
  ShoppingList,
  ShoppingListLine,
  SellerGroupRow,
  KitShoppingListLink,
]
