import type { LabelKind } from '../templates/template.ts'

/** What stands on one label. */
export interface LabelContent {
  kind: LabelKind
  /** What it is known by, in large letters. */
  title: string
  /** In words; may be shortened, so that numbers and values stay whole. */
  description: string
  /** Values and numbers, which are never shortened. */
  facts: readonly string[]
  /** What the code says. */
  code: string
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
