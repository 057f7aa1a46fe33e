import { type CodeBox, drawCode, GOOD_MODULE, LEAST_MODULE, type Symbology } from './symbol.ts'

/** Below this height of a label its code is a Data Matrix, in millimetres. */
const SMALL = 20
/** The largest code of the usual stock; on larger labels it grows with them. */
const MOST = 22
const SHARE_OF_LARGE = 0.25

/** Where a code may lie, in millimetres. */
interface Room {
  width: number
  height: number
  /** Whether it stands above the text, not beside it. */
  isUpright: boolean
  /** Whether each label begins on a dot of the printer: on sheets only the first one surely does. */
  isOnDots: boolean
  /** By how much the page is enlarged later. */
  scale: number
}

/** What a code may be like. */
interface Style {
  symbology: Symbology
  least: number
}

/** A code in a third of the label, in more of it only when its squares would be small. */
function inRoom(text: string, { width, height, isUpright, scale }: Room, style: Style): CodeBox | null {
  const [along, across] = isUpright ? [height, width] : [width, height]
  const most = Math.min(across, Math.max(MOST, SHARE_OF_LARGE * Math.min(width, height)))
  const draw = (share: number) => drawCode(text, Math.min(most, along * share), { ...style, scale })
  const usual = draw(0.35)
  const larger = usual !== null && usual.printed >= GOOD_MODULE ? usual : draw(0.42)
  return (larger !== null && larger.printed >= GOOD_MODULE ? larger : usual) ?? larger ?? draw(0.5) ?? draw(0.65)
}

/**
 * The code of a label.
 *
 * @param texts what it may say, the best first: a small label has room for a short one only.
 * @param height of the label.
 * @returns null when there is no room for any of them.
 */
export function fitCode(texts: readonly string[], room: Room, height: number): CodeBox | null {
  const least = room.isOnDots ? LEAST_MODULE : GOOD_MODULE
  for (const text of texts) {
    const code =
      (height < SMALL ? null : inRoom(text, room, { symbology: 'qrcode', least })) ??
      inRoom(text, room, { symbology: 'datamatrix', least })
    if (code !== null) return code
  }
  // Printers with more dots an inch have codes on tiny labels, too.
  return inRoom(texts.at(-1) ?? '', room, { symbology: 'datamatrix', least: LEAST_MODULE })
}
