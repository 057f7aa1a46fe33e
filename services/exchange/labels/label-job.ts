import type { BoxContent, LabelContent } from './content/label-content.ts'
import type { Adjustment } from './drawing/shapes.ts'
import type { LabelTemplate } from './templates/template.ts'

/** The forms of files with labels. */
export const LABEL_FORMATS = ['pdf', 'png', 'svg'] as const
export type LabelFormat = (typeof LABEL_FORMATS)[number]

/** What the drawing process is asked for. */
export interface LabelJob {
  template: LabelTemplate
  format: LabelFormat
  adjustment: Adjustment
  /** The only page that is wanted, from 1; null: all. */
  page: number | null
  content:
    | { kind: 'labels'; labels: readonly LabelContent[]; startAt: number }
    | { kind: 'boxes'; boxes: readonly BoxContent[] }
    | { kind: 'calibration' }
}

/** What it answers. */
export type LabelAnswer =
  | { bytes: Uint8Array; pages: number }
  | { refusal: { field: 'format' | 'page'; message: string } }

/** A file with labels. */
export interface LabelFile {
  bytes: Buffer
  /** How many pages there are, also when only one of them is in the file. */
  pages: number
}
