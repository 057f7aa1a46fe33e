import type { Fonts } from './fonts.ts'
import type { TextShape } from './shapes.ts'

/** A line of text that begins at `x`, in millimetres: one shape for each piece of one direction. */
export function textLine(
  fonts: Fonts,
  text: string,
  { x, baseline, size, isBold = false }: { x: number; baseline: number; size: number; isBold?: boolean },
): TextShape[] {
  let left = x
  return fonts
    .of(isBold)
    .line(text)
    .pieces.map((piece) => {
      const at = left
      left += piece.width * size
      return { shape: 'text', text: piece.text, x: at, baseline, size, isBold }
    })
}
