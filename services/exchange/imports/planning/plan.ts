import type { InventoryPlan } from '../inventory/inventory-plan.ts'
import type { Effect } from '../model.ts'
import type { Ref } from './refs.ts'

export interface NewNamed {
  name: string
}

export interface NewBox {
  description: string
  capacity: number
}

/** Columns of a part that imports write, with their names in the table. */
export const PART_COLUMNS = [
  'description',
  'manufacturer_code',
  'manufacturer',
  'package',
  'product_page',
  'series',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'mounting_type',
  'pin_pitch',
  'dimensions',
] as const
export type PartColumn = (typeof PART_COLUMNS)[number]

/** What an import knows of a part. */
export type PartTexts = Partial<Record<PartColumn, string>>

export interface PartFacts {
  texts: PartTexts
  tags: string[] | null
  type: Ref | null
  pinCount: number | null
  minimumQuantity: number | null
}

export interface NewPart extends PartFacts {
  /** How effects name it before it has a key. */
  label: string
  description: string
  /** What rows have called it that name it by words alone, and whether the same words mean it in the next file. */
  calledBy: Map<string, boolean>
}

/** New values of fields of a part that is there. */
export interface PartChange {
  partId: number
  texts: PartTexts
  tags?: string[]
  type?: Ref
  pinCount?: number
  minimumQuantity?: number
}

export interface NewSellerPart {
  part: Ref
  seller: Ref
  number: string
  link: string | null
}

/** Where pieces came from and what they cost. */
export interface PlannedReceipt {
  seller: Ref | null
  orderNumber: string | null
  otherNumbers: string[]
  orderLine: number | null
  orderedOn: string | null
  /** Numbers of the seller and the maker for the part. */
  partNumbers: string[]
  unitPrice: string | null
  currency: string | null
}

/** Pieces that come to a place, or go. */
export interface StockChange {
  part: Ref
  box: Ref
  locNo: number
  delta: number
  lot: string | null
  dateCode: string | null
  receipt: PlannedReceipt | null
  /** Line of a shopping list that is received by it. */
  listLineId: number | null
}

export interface PlannedKitLine {
  /** null: a new line. */
  id: number | null
  part: Ref
  required: number
  designators: string[]
  note: string | null
  alternates: Ref[]
  /** Whether the alternates differ from those that are there. */
  setsAlternates: boolean
}

export interface PlannedUnfitted {
  part: Ref | null
  quantity: number
  designators: string[]
  value: string | null
  note: string | null
}

export interface KitPlan {
  /** null: a new kit. */
  id: number | null
  name: string
  /** null: the kit is there, and keeps its own. */
  buildTarget: number | null
  lines: PlannedKitLine[]
  removed: { id: number; partKey: string }[]
  /** null: those that are there stay. */
  unfitted: PlannedUnfitted[] | null
}

export interface PlannedListLine {
  /** null: a new line. */
  id: number | null
  part: Ref
  seller: Ref | null
  /** What a new line has, or what is added to one that is there; an order says how many pieces of it are ordered. */
  quantity: number
  note: string | null
  /** Of the one order that has all of it; null for a cart. */
  orderNumber: string | null
}

export interface ListPlan {
  /** null: a new list. */
  id: number | null
  name: string
  /** Whether the pieces are on their way: they are of an order, not of a cart. */
  isOrdered: boolean
  lines: PlannedListLine[]
}

/** Pieces that a line of a shopping list has received otherwise, and that are taken for those of an order. */
export interface CountedPieces {
  lineId: number
  /** How names of the lines of the order begin. */
  order: string
  pieces: number
}

/** Everything that a commit writes, in the sets in which it is written. */
export interface Plan {
  sellers: NewNamed[]
  types: NewNamed[]
  boxes: NewBox[]
  parts: NewPart[]
  partChanges: Map<number, PartChange>
  sellerParts: NewSellerPart[]
  stock: StockChange[]
  /** Also of rows of which nothing is missing. */
  counted: CountedPieces[]
  kit: KitPlan | null
  list: ListPlan | null
  /** `pieces` is what has come of a line of an order that comes in several shipments; null for all of it. */
  sources: { key: string; rowNo: number; pieces: number | null }[]
  /** Records of an export of a whole inventory. */
  inventory: InventoryPlan | null
}

export function emptyPlan(): Plan {
  return {
    sellers: [],
    types: [],
    boxes: [],
    parts: [],
    partChanges: new Map(),
    sellerParts: [],
    stock: [],
    counted: [],
    kit: null,
    list: null,
    sources: [],
    inventory: null,
  }
}

/** Counts effects by what they create or change. */
export function countEffects(effects: readonly Effect[], op: 'create' | 'change', entity: Effect['entity']): number {
  return effects.filter((effect) => effect.entity === entity && (effect.op === 'create') === (op === 'create')).length
}
