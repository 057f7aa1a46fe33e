import type { LabelKind } from '../templates/template.ts'

/** What stands on one label. */
export interface LabelContent {
  kind: LabelKind
  /** What it is known by, in large letters. */
  title: string
  /** In words; may be shortened, so that numbers and values stay whole. */
  description: string
  /** Numbers and values, which are never shortened, in lines of what belongs together. */
  facts: readonly (readonly string[])[]
  /** What the code may say, the best first; the last one is the shortest. */
  codes: readonly string[]
}

/** A slot of a box and what lies in it. */
export interface SlotContent {
  locNo: number
  parts: readonly { key: string; description: string; qty: number }[]
}

/** A box with all of its slots, for its lid and its grid. */
export interface BoxContent extends LabelContent {
  slots: readonly SlotContent[]
}
