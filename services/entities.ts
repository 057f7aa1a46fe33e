import type { Options } from '@mikro-orm/postgresql'
import { ProcessRun } from '../plugins/database-monitoring/entities.ts'
import { IdempotencyKey } from '../plugins/idempotency/entities.ts'
import { GatewayConnection } from '../plugins/sse/entities.ts'
import { AccessLogEntry } from './access/access-log/entities.ts'
import { ForgottenRefreshToken, KnownRefreshToken, TokenRefresh, UsedLoginState } from './access/auth/entities.ts'
import { AccessState } from './access/caller-memory/entities.ts'
import { Device } from './access/devices/entities.ts'
import { PairingCode } from './access/pairing/entities.ts'
import { Person } from './access/people/entities.ts'
import { AccessToken } from './access/tokens/entities.ts'
import { Part } from './catalogue/parts/entities.ts'
import { RetiredPart } from './catalogue/retired-parts/entities.ts'
import { PartSearchDocument, PartSearchValue, PartSearchWord } from './catalogue/search-documents/entities.ts'
import { SellerIcon } from './catalogue/seller-icons/entities.ts'
import { SellerLink } from './catalogue/seller-links/entities.ts'
import { SellerNumber } from './catalogue/seller-numbers/entities.ts'
import { Seller } from './catalogue/sellers/entities.ts'
import { PartType } from './catalogue/types/entities.ts'
import { MouserQuotaRow } from './cataloguing/mouser/entities.ts'
import { AnalysisPicture } from './cataloguing/part-analysis/entities.ts'
import { Attachment, AttachmentSet, SweptContent } from './documents/documents/entities.ts'
import {
  Import,
  ImportDecision,
  ImportMapping,
  ImportRow,
  ImportSource,
  ImportUndo,
} from './exchange/imports/entities.ts'
import { LabelQueueItem } from './exchange/labels/queue/entities.ts'
import { PartCode, ScannedBag } from './exchange/scans/entities.ts'
import { KitAlternate, KitUnfitted } from './kits/bills-of-materials/entities.ts'
import { Kit, KitContent } from './kits/kits/entities.ts'
import { PickList, PickListLine } from './kits/pick-lists/entities.ts'
import {
  BoxFigures,
  DayFigures,
  FigureMark,
  FigureMoment,
  HourFigures,
  InventoryFigures,
  PartFigures,
  TypeFigures,
} from './overviews/dashboard/entities.ts'
import { KitShoppingListLink } from './shopping/kit-shopping-lists/entities.ts'
import { SellerGroupRow, ShoppingList, ShoppingListLine } from './shopping/shopping-lists/entities.ts'
import { Box, Location } from './stock/boxes/entities.ts'
import { CountingRound, CountingRoundLine } from './stock/counting/entities.ts'
import { PartLocation, PileState, QuantityChange, RetiredQuantityChange } from './stock/inventory/entities.ts'
import { OperationPart, OperationRecord } from './stock/operations/entities.ts'
import { Receipt } from './stock/receipts/entities.ts'
import { AiUsage } from './work/ai-runner/entities.ts'
import { LiveEvent, TaskRecord } from './work/tasks/entities.ts'
import { PendingVersionEvent } from './work/version/entities.ts'

/** All tables of all domains, for the ORM. Its type is written out: the inferred one is too long for a declaration file. */
export const entities: NonNullable<Options['entities']> = [
  ProcessRun,
  GatewayConnection,
  IdempotencyKey,
  Person,
  Device,
  PairingCode,
  AccessToken,
  AccessLogEntry,
  AccessState,
  UsedLoginState,
  TokenRefresh,
  ForgottenRefreshToken,
  KnownRefreshToken,
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
  RetiredPart,
  PartSearchDocument,
  PartSearchValue,
  PartSearchWord,
  SellerLink,
  SellerIcon,
  SellerNumber,
  Box,
  Location,
  PartLocation,
  OperationRecord,
  OperationPart,
  PileState,
  QuantityChange,
  RetiredQuantityChange,
  Receipt,
  CountingRound,
  CountingRoundLine,
  MouserQuotaRow,
  AnalysisPicture,
  Kit,
  KitContent,
  LabelQueueItem,
  ScannedBag,
  PartCode,
  KitAlternate,
  KitUnfitted,
  PickList,
  PickListLine,
  ShoppingList,
  ShoppingListLine,
  SellerGroupRow,
  KitShoppingListLink,
  Import,
  ImportRow,
  ImportSource,
  ImportUndo,
  ImportDecision,
  ImportMapping,
  FigureMark,
  PartFigures,
  BoxFigures,
  DayFigures,
  HourFigures,
  FigureMoment,
  TypeFigures,
  InventoryFigures,
]
