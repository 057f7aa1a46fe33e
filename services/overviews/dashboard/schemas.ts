import { Type } from 'typebox'
import { ShortDescription } from '../../catalogue/parts/short-description.ts'
import { Nullable, Timestamp } from '../../schema-types.ts'
import { whyFields } from '../../stock/operations/schemas.ts'

const Count = Type.Integer({ minimum: 0 })
const PartKey = Type.String({ maxLength: 4 })
const Percentage = Type.Number({ minimum: 0, maximum: 100 })
const BoxNumber = Type.Integer({ exclusiveMinimum: 0 })

export const DashboardStatsSchema = Type.Object(
  {
    total_parts: Count,
    total_quantity: Count,
    total_boxes: Count,
    total_types: Count,
    changes_7d: Count,
    changes_30d: Count,
    low_stock_count: Count,
  },
  { title: 'DashboardStats' },
)
export type DashboardStats = Type.Static<typeof DashboardStatsSchema>

export const RecentActivitySchema = Type.Object(
  {
    id: Type.Integer(),
    part_key: PartKey,
    part_description: ShortDescription(),
    delta_qty: Type.Integer(),
    location_reference: Nullable(Type.String()),
    timestamp: Timestamp,
    ...whyFields,
  },
  { title: 'RecentActivity' },
)
export type RecentActivity = Type.Static<typeof RecentActivitySchema>

export const StorageSummarySchema = Type.Object(
  {
    box_no: BoxNumber,
    description: Type.String(),
    total_locations: BoxNumber,
    occupied_locations: Count,
    usage_percentage: Percentage,
  },
  { title: 'StorageSummary' },
)
export type StorageSummary = Type.Static<typeof StorageSummarySchema>

export const ShelfBoxSchema = Type.Object(
  {
    box_no: BoxNumber,
    description: Type.String(),
    capacity: BoxNumber,
    pieces: Count,
    occupied: Type.Array(BoxNumber, { description: 'Locations that hold something, in ascending order' }),
    low_parts: Type.Integer({ minimum: 0, description: 'Parts in it that are low: five pieces or fewer in all boxes' }),
  },
  { title: 'ShelfBox' },
)
export type ShelfBox = Type.Static<typeof ShelfBoxSchema>

export const DayMovementSchema = Type.Object(
  {
    day: Type.String({ format: 'date', description: 'Of UTC' }),
    pieces_in: Count,
    pieces_out: Count,
  },
  { title: 'DayMovement' },
)
export type DayMovement = Type.Static<typeof DayMovementSchema>

export const LowStockItemSchema = Type.Object(
  {
    part_key: PartKey,
    description: ShortDescription(),
    type_name: Nullable(Type.String()),
    current_quantity: Count,
  },
  { title: 'LowStockItem' },
)
export type LowStockItem = Type.Static<typeof LowStockItemSchema>

export const OutOfStockItemSchema = Type.Object(
  {
    part_key: PartKey,
    description: ShortDescription(),
    type_name: Nullable(Type.String()),
    needed_quantity: Type.Integer({ minimum: 0, description: 'Pieces that active kits need' }),
    last_change_at: Nullable(Timestamp),
  },
  { title: 'OutOfStockItem' },
)
export type OutOfStockItem = Type.Static<typeof OutOfStockItemSchema>

export const CategoryDistributionSchema = Type.Object(
  { type_name: Type.String(), part_count: Count },
  { title: 'CategoryDistribution' },
)
export type CategoryDistribution = Type.Static<typeof CategoryDistributionSchema>

const PartWithoutDocumentsSchema = Type.Object(
  { part_key: PartKey, description: ShortDescription(), type_name: Nullable(Type.String()) },
  { title: 'PartWithoutDocuments' },
)

export const UndocumentedPartsSchema = Type.Object(
  { count: Count, sample_parts: Type.Array(PartWithoutDocumentsSchema) },
  { title: 'UndocumentedParts' },
)
export type UndocumentedParts = Type.Static<typeof UndocumentedPartsSchema>
