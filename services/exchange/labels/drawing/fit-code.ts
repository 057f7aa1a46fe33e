import { type CodeBox, drawCode, GOOD_MODULE, type Symbology } from './symbol.ts'

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
}

/** A code in a third of the label, in more of it only when its squares would be small. */
function inRoom(text: string, { width, height, isUpright }: Room, symbology: Symbology): CodeBox | null {
  const [along, across] = isUpright ? [height, width] : [width, height]
  const most = Math.min(across, Math.max(MOST, SHARE_OF_LARGE * Math.min(width, height)))
  const draw = (share: number) => drawCode(text, Math.min(most, along * share), symbology)
  const usual = draw(0.35)
  const larger = usual !== null && usual.shape.module >= GOOD_MODULE ? usual : draw(0.42)
  return (larger !== null && larger.shape.module >= GOOD_MODULE ? larger : usual) ?? larger ?? draw(0.5) ?? draw(0.65)
}

/**
 * The code of a label.
 *
 * @param texts what it may say, the best first: a small label has room for a short one only.
 * @param height of the label.
 * @returns null when there is no room for any of them.
 */
export function fitCode(texts: readonly string[], room: Room, height: number): CodeBox | null {
  for (const text of texts) {
    const code = (height < SMALL ? null : inRoom(text, room, 'qrcode')) ?? inRoom(text, room, 'datamatrix')
    if (code !== null) return code
  }
  return null
}
