import type { LabelTemplate } from '../../api/queries/labels.ts'

/** The length of a label of a roll without gaps, as the service draws it. */
const CONTINUOUS = 29

export function placesOf({ columns, rows }: LabelTemplate): number {
  return columns * rows
}

/** Width by height of a page. */
export function pageRatio({ page_width_mm, page_height_mm }: LabelTemplate): number {
  return page_width_mm / (page_height_mm ?? CONTINUOUS)
}

/** Where a label lies on its page, in per cent. @param place from 1, row by row. */
export function boundsOf(template: LabelTemplate, place: number) {
  const { columns, left_mm, top_mm, pitch_x_mm, pitch_y_mm, width_mm, height_mm, page_width_mm } = template
  const height = template.page_height_mm ?? CONTINUOUS
  const across = (millimetres: number) => `${(millimetres / page_width_mm) * 100}%`
  const down = (millimetres: number) => `${(millimetres / height) * 100}%`
  return {
    left: across(left_mm + ((place - 1) % columns) * pitch_x_mm),
    top: down(top_mm + Math.floor((place - 1) / columns) * pitch_y_mm),
    width: across(width_mm),
    height: down(height_mm ?? CONTINUOUS),
  }
}

/** Whether a template is for a whole box rather than for single labels. */
export function isWholeBox({ media }: LabelTemplate): boolean {
  return media === 'lid' || media === 'inlay'
}
