import type { LabelTemplate } from '../templates/template.ts'
import { outlines, pageSize } from './arrange.ts'
import { LEADING, LEAST, linesIn, sizesFrom } from './fit-text.ts'
import type { Fonts } from './fonts.ts'
import type { Page, Shape } from './shapes.ts'
import { textLine } from './text-line.ts'
import { cutLines, wrap } from './wrap.ts'

const THIN = 0.1
const TEXT = 3.2
const DIGITS = 2
const ASCENT = 0.95
/** Pages with a shorter side have their rulers at the edge: in the middle they would leave no room for text. */
const LARGE = 100
/** From the edge of a small page to its rulers. */
const ASIDE = 6
/** Between texts and what is beside them. */
const GAP = 3

interface Area {
  x: number
  y: number
  width: number
  height: number
}

/**
 * A ruler: a mark each millimetre from the middle of the page, and at each centimetre how many these are.
 *
 * @param end where it ends; null: with the page.
 */
function ruler(
  fonts: Fonts,
  { length, at, end, isAcross }: { length: number; at: number; end: number | null; isAcross: boolean },
): Shape[] {
  const marks = Math.floor(length / 2) - 2
  return Array.from({ length: 2 * marks + 1 }, (_, mark) => mark - marks).flatMap((millimetre): Shape[] => {
    const size = millimetre % 10 === 0 ? 4 : millimetre % 5 === 0 ? 2.5 : 1.5
    const place = length / 2 + millimetre
    if (end !== null && place > end) return []
    const start = place - THIN / 2
    const line: Shape = isAcross
      ? { shape: 'rectangle', x: start, y: at, width: THIN, height: size, fill: 'black' }
      : { shape: 'rectangle', x: at, y: start, width: size, height: THIN, fill: 'black' }
    if (millimetre % 10 !== 0) return [line]
    const digits = String(Math.abs(millimetre))
    const half = fonts.width(digits, DIGITS, false) / 2
    const where = isAcross
      ? { x: place - half, baseline: at - 0.6 }
      : { x: at - 2 * half - 0.6, baseline: place + DIGITS * 0.36 }
    return [line, ...textLine(fonts, digits, { ...where, size: DIGITS })]
  })
}

/** Texts in an area that nothing shines through, as large as there is room for. */
function drawTexts(fonts: Fonts, [title, ...texts]: readonly [string, ...string[]], area: Area): Shape[] {
  const setIn = (size: number) => [
    ...wrap(fonts, title, { width: area.width, size, isBold: true }).lines.map((text) => ({ text, isBold: true })),
    ...texts
      .flatMap((each) => wrap(fonts, each, { width: area.width, size }).lines)
      .map((text) => ({ text, isBold: false })),
  ]
  if (linesIn(area.height, LEAST) < 1) return []
  const size = sizesFrom(TEXT, LEAST).find((each) => setIn(each).length <= linesIn(area.height, each)) ?? LEAST
  const lines = setIn(size)
  const shown = cutLines(
    fonts,
    lines.map(({ text }) => text),
    linesIn(area.height, size),
    { width: area.width, size },
  )
  const height = shown.length * size * LEADING
  return [
    { shape: 'rectangle', x: area.x - 1, y: area.y - 1, width: area.width + 2, height: height + 2, fill: 'white' },
    ...shown.flatMap((text, line) => {
      const baseline = area.y + size * (line * LEADING + ASCENT)
      return textLine(fonts, text, { x: area.x, baseline, size, isBold: lines[line]?.isBold ?? false })
    }),
  ]
}

/**
 * A page that shows how far a printer is off: laid on a sheet of labels, its outlines should fall on theirs. Texts stand
 * between the rulers, so that these can be read.
 */
export function drawCalibration(fonts: Fonts, template: LabelTemplate): Page {
  const { width, height } = pageSize(template)
  const isLarge = Math.min(width, height) >= LARGE
  const across = isLarge ? height / 2 : height - ASIDE
  const down = isLarge ? width / 2 : width - ASIDE
  const margin = isLarge ? 10 : 2
  const digits = fonts.width('100', DIGITS, false) + 1
  const area = {
    x: margin,
    y: margin,
    width: down - digits - GAP - margin,
    height: across - DIGITS - GAP - margin,
  }
  const length = isLarge ? 100 : Math.max(10, Math.floor((width - 4) / 10) * 10)
  const percent = ((length / (length - 1)) * 100).toFixed(0)
  const shapes: Shape[] = [
    ...outlines(template),
    ...ruler(fonts, { length: width, at: across, end: null, isAcross: true }),
    ...ruler(fonts, { length: height, at: down, end: isLarge ? null : across - DIGITS - 1, isAcross: false }),
    ...drawTexts(
      fonts,
      [
        template.name,
        'Print at 100 %. Lay the page on a sheet of labels and hold both against the light.',
        'The outlines are too far right by 1 mm: enter -1 for “Right by” (offset_x_mm).',
        'Too far down by 1 mm: -1 for “Down by” (offset_y_mm).',
        `${length} mm of the ruler measure ${length - 1} mm: ${percent} % for “Scale” (scale=${Number(percent) / 100}).`,
        'Print it again with these numbers: now the outlines fall on the labels.',
      ],
      area,
    ),
  ]
  return { width, height, shapes }
}
