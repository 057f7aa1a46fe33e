import type { BoxContent, SlotContent } from '../content/label-content.ts'
import { type BoxPaper, boxHead, chunks, HEAD, MARGIN, TEXT } from './box-page.ts'
import { fitWords } from './fit-text.ts'
import type { Fonts } from './fonts.ts'
import type { Page, Shape } from './shapes.ts'
import { textLine } from './text-line.ts'

const LINE = 5
/** Where keys begin, and what is between the columns, in millimetres. */
const KEYS = 12
const GAP = 1.5

/** A line of a lid: a part in a slot, or a slot without one. */
interface LidLine {
  locNo: number
  part: SlotContent['parts'][number] | null
  /** Whether the slot has another part above it. */
  isNext: boolean
}

function linesOf({ locNo, parts }: SlotContent): LidLine[] {
  if (parts.length === 0) return [{ locNo, part: null, isNext: false }]
  return parts.map((part, place) => ({ locNo, part, isNext: place > 0 }))
}

function drawLine(
  fonts: Fonts,
  { locNo, part, isNext }: LidLine,
  { baseline, width, isFirst }: { baseline: number; width: number; isFirst: boolean },
): Shape[] {
  const own = { baseline, size: TEXT }
  const slot = isNext && !isFirst ? [] : textLine(fonts, String(locNo), { ...own, x: MARGIN, isBold: true })
  if (part === null) return slot
  const key = MARGIN + KEYS
  const qty = key + fonts.width(part.key, TEXT, true) + GAP
  const count = `${part.qty}×`
  const words = qty + fonts.width(count, TEXT, false) + GAP
  return [
    ...slot,
    ...textLine(fonts, part.key, { ...own, x: key, isBold: true }),
    ...textLine(fonts, count, { ...own, x: qty }),
    ...fitWords(fonts, part.description, { width: width - MARGIN - words, size: TEXT }).flatMap(({ text }) =>
      textLine(fonts, text, { ...own, x: words }),
    ),
  ]
}

/** What lies in a box for its lid: a line for each part, slot by slot. A slot is named again where a page begins. */
export function drawLid(fonts: Fonts, box: BoxContent, paper: BoxPaper): Page[] {
  const { pageWidth: width, pageHeight } = paper.template
  const height = pageHeight ?? 0
  const pages = chunks(box.slots.flatMap(linesOf), Math.floor((height - 2 * MARGIN - HEAD) / LINE))
  return pages.map((lines, page) => ({
    width,
    height,
    shapes: [
      ...boxHead(fonts, box, paper, [page + 1, pages.length]),
      ...lines.flatMap((line, place) => {
        const baseline = MARGIN + HEAD + (place + 1) * LINE - 1
        return drawLine(fonts, line, { baseline, width, isFirst: place === 0 })
      }),
    ],
  }))
}
