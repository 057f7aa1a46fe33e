import type { LabelTemplate } from '../templates/template.ts'
import { outlines, pageSize } from './arrange.ts'
import { sizeFor } from './fit-text.ts'
import type { Fonts } from './fonts.ts'
import type { Page, Shape } from './shapes.ts'

const THIN = 0.1
const TEXT = 3

/** A ruler from the middle of a page: a mark each millimetre, a longer one each centimetre. */
function ruler(length: number, at: number, isAcross: boolean): Shape[] {
  const marks = Math.floor(length / 2) - 2
  return Array.from({ length: 2 * marks + 1 }, (_, mark) => {
    const millimetre = mark - marks
    const size = millimetre % 10 === 0 ? 4 : millimetre % 5 === 0 ? 2.5 : 1.5
    const place = length / 2 + millimetre - THIN / 2
    return isAcross
      ? { shape: 'rectangle', x: place, y: at, width: THIN, height: size, isFilled: true }
      : { shape: 'rectangle', x: at, y: place, width: size, height: THIN, isFilled: true }
  })
}

/** A page that shows how far a printer is off: laid on a sheet of labels, its outlines should fall on theirs. */
export function drawCalibration(fonts: Fonts, template: LabelTemplate): Page {
  const { width, height } = pageSize(template)
  const lines = [
    template.name,
    'Print at 100 %, lay it on a sheet of labels and hold both against the light.',
    'The outlines are too far right by 1 mm: enter offset_x_mm = -1. Too far down by 1 mm: offset_y_mm = -1.',
    '100 mm of the ruler measure 99 mm: enter scale = 1.01.',
  ]
  const texts = lines.map((text, line): Shape => {
    const size = sizeFor(fonts, text, width * 0.9, Math.min(TEXT, height / 12), line === 0)
    return { shape: 'text', text, x: width * 0.05, baseline: height / 3 + line * size * 1.6, size, isBold: line === 0 }
  })
  return {
    width,
    height,
    shapes: [...outlines(template), ...ruler(width, height / 2, true), ...ruler(height, width / 2, false), ...texts],
  }
}
