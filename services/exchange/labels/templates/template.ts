/** What a label can be for. */
export const LABEL_KINDS = ['part', 'location', 'box', 'kit', 'pick_list'] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

/** Rolls with one label a page, sheets of many labels, the contents of a box for its lid, the grid of its slots. */
export const MEDIA = ['roll', 'sheet', 'lid', 'inlay'] as const
export type Media = (typeof MEDIA)[number]

/** A kind of label stock. All sizes are in millimetres. */
export interface LabelTemplate {
  id: string
  name: string
  media: Media
  /** Of one label. */
  width: number
  /** Of one label; null for a roll without gaps, whose labels are as long as they need to be. */
  height: number | null
  pageWidth: number
  /** Null as `height` is. */
  pageHeight: number | null
  columns: number
  rows: number
  /** Where the first label of a page begins. */
  left: number
  top: number
  /** From one label to the next. */
  pitchX: number
  pitchY: number
  kinds: readonly LabelKind[]
}

/** How many labels a page holds. */
export function labelsOfPage({ columns, rows }: LabelTemplate): number {
  return columns * rows
}
