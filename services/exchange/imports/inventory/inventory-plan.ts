import type { OwnData } from '../../own-format/records.ts'

/** A value of a record that is there, and what it becomes. */
export interface FieldChange {
  from: unknown
  to: unknown
}

/** What a kit, or a shopping list, holds besides its name. */
export type KitContent = Omit<OwnData<'kits'>, 'name'>
export type ListContent = Omit<OwnData<'shopping_lists'>, 'name'>

/** A record that is there and gets another content. */
export interface ContentChange<Content> {
  id: number
  from: Content
  to: Content
}

/** A part that the plan creates, or brings back under its key. */
export interface PlannedPart {
  data: OwnData<'parts'>
  isRetired: boolean
}

/** New values of a part that is there; `type` by its name. */
export interface PlannedPartChange {
  id: number
  key: string
  fields: Readonly<Record<string, FieldChange>>
  type: string | null
}

/** What the import of a whole inventory writes besides stock. Records name each other as the file does. */
export interface InventoryPlan {
  sellers: OwnData<'sellers'>[]
  websites: { id: number; from: string; to: string }[]
  types: string[]
  boxes: OwnData<'boxes'>[]
  descriptions: { boxNo: number; from: string; to: string }[]
  parts: PlannedPart[]
  partChanges: PlannedPartChange[]
  links: { key: string; seller: string; link: string }[]
  numbers: ({ key: string } & OwnData<'parts'>['seller_numbers'][number])[]
  codes: { key: string; code: string }[]
  kits: OwnData<'kits'>[]
  lists: OwnData<'shopping_lists'>[]
  kitChanges: ContentChange<KitContent>[]
  listChanges: ContentChange<ListContent>[]
}

export function emptyInventoryPlan(): InventoryPlan {
  return {
    sellers: [],
    websites: [],
    types: [],
    boxes: [],
    descriptions: [],
    parts: [],
    partChanges: [],
    links: [],
    numbers: [],
    codes: [],
    kits: [],
    lists: [],
    kitChanges: [],
    listChanges: [],
  }
}
