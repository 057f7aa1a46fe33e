import { LABEL_KINDS, type LabelTemplate } from './template.ts'

const INCH = 25.4

/** A roll has exactly the size of its labels, one a page. */
function roll(id: string, name: string, width: number, height: number | null): LabelTemplate {
  const page = { pageWidth: width, pageHeight: height, columns: 1, rows: 1, left: 0, top: 0 }
  return { id, name, media: 'roll', width, height, ...page, pitchX: width, pitchY: height ?? 0, kinds: LABEL_KINDS }
}

type Sheet = Omit<LabelTemplate, 'media' | 'kinds'>

function sheet(fields: Sheet): LabelTemplate {
  return { ...fields, media: 'sheet', kinds: LABEL_KINDS }
}

const A4 = { pageWidth: 210, pageHeight: 297 }
const LETTER = { pageWidth: 8.5 * INCH, pageHeight: 11 * INCH }

/** A page on which a box is drawn as a whole. */
function page(id: string, name: string, media: 'lid' | 'inlay', width: number, height: number): LabelTemplate {
  const size = { width, height, pageWidth: width, pageHeight: height, pitchX: width, pitchY: height }
  return { id, name, media, ...size, columns: 1, rows: 1, left: 0, top: 0, kinds: ['box'] }
}

/** The label stock that people have. */
export const BUILT_IN_TEMPLATES: readonly LabelTemplate[] = [
  roll('roll-62x29', 'Roll 62 × 29 mm', 62, 29),
  roll('roll-62', 'Roll 62 mm, continuous', 62, null),
  roll('roll-57x32', 'Roll 57 × 32 mm', 57, 32),
  roll('roll-54x25', 'Roll 54 × 25 mm', 54, 25),
  roll('roll-2x1in', 'Roll 2 × 1 in', 2 * INCH, INCH),
  roll('roll-25x12', 'Roll 25 × 12 mm', 25, 12),
  roll('tape-12', 'Tape 12 mm', 50, 12),
  sheet({
    id: 'a4-3x8',
    name: 'A4, 3 × 8 labels of 70 × 37 mm',
    width: 70,
    height: 37,
    ...A4,
    columns: 3,
    rows: 8,
    left: 0,
    top: 0.5,
    pitchX: 70,
    pitchY: 37,
  }),
  sheet({
    id: 'a4-5x13',
    name: 'A4, 5 × 13 labels of 38.1 × 21.2 mm',
    width: 38.1,
    height: 21.2,
    ...A4,
    columns: 5,
    rows: 13,
    left: 4.75,
    top: 10.7,
    pitchX: 40.6,
    pitchY: 21.2,
  }),
  sheet({
    id: 'letter-3x10',
    name: 'Letter, 3 × 10 labels of 2 5/8 × 1 in',
    width: 2.625 * INCH,
    height: INCH,
    ...LETTER,
    columns: 3,
    rows: 10,
    left: 0.1875 * INCH,
    top: 0.5 * INCH,
    pitchX: 2.75 * INCH,
    pitchY: INCH,
  }),
  sheet({
    id: 'letter-4x20',
    name: 'Letter, 4 × 20 labels of 1 3/4 × 1/2 in',
    width: 1.75 * INCH,
    height: 0.5 * INCH,
    ...LETTER,
    columns: 4,
    rows: 20,
    left: 0.28125 * INCH,
    top: 0.5 * INCH,
    pitchX: 2.0625 * INCH,
    pitchY: 0.5 * INCH,
  }),
  page('lid-a5', 'Lid of a box, A5', 'lid', 148, 210),
  page('inlay-a4', 'Grid of the slots of a box, A4', 'inlay', 210, 297),
]
