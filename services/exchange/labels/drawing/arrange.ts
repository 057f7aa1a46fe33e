import type { LabelContent } from '../content/label-content.ts'
import { type LabelTemplate, labelsOfPage } from '../templates/template.ts'
import { drawLabel } from './draw-label.ts'
import type { Fonts } from './fonts.ts'
import { moved, type Page, type Shape } from './shapes.ts'

/** The length of a label of a roll without gaps. */
const CONTINUOUS = 29

/** Where the label with this place on its page, from 0, begins: row by row. */
function placeOf({ columns, left, top, pitchX, pitchY }: LabelTemplate, place: number): [x: number, y: number] {
  return [left + (place % columns) * pitchX, top + Math.floor(place / columns) * pitchY]
}

/**
 * Labels on their pages.
 *
 * @param startAt the first place of the first page that is free, from 1.
 * @param scale by how much the pages are enlarged later.
 */
export function arrange(
  fonts: Fonts,
  contents: readonly LabelContent[],
  { template, startAt, scale }: { template: LabelTemplate; startAt: number; scale: number },
): Page[] {
  const { media, width, pageWidth } = template
  const height = template.height ?? CONTINUOUS
  const most = labelsOfPage(template)
  const pages: Shape[][] = []
  for (const [number, content] of contents.entries()) {
    const at = number + startAt - 1
    const [x, y] = placeOf(template, at % most)
    const page = Math.floor(at / most)
    const shapes = pages[page] ?? []
    pages[page] = shapes
    shapes.push(...moved(drawLabel(fonts, content, { width, height, media, scale }), x, y))
  }
  return pages.map((shapes) => ({ width: pageWidth, height: template.pageHeight ?? height, shapes }))
}

/** The outlines of all labels of a page. */
export function outlines(template: LabelTemplate): Shape[] {
  const height = template.height ?? CONTINUOUS
  return Array.from({ length: labelsOfPage(template) }, (_, place) => {
    const [x, y] = placeOf(template, place)
    return { shape: 'rectangle', x, y, width: template.width, height, fill: 'none' }
  })
}

/** The size of a page. */
export function pageSize({ pageWidth, pageHeight }: LabelTemplate): { width: number; height: number } {
  return { width: pageWidth, height: pageHeight ?? CONTINUOUS }
}
