import { readFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'

/** The standard fonts of PDF lack Ω and other signs of electronics, so labels have their own. */
const FILES = { regular: 'DejaVuSansCondensed', bold: 'DejaVuSansCondensed-Bold' } as const

/** The two fonts of labels. */
export class Fonts {
  readonly regular = openFont('regular')
  readonly bold = openFont('bold')

  of(isBold: boolean): LabelFont {
    return isBold ? this.bold : this.regular
  }

  /** How wide a line is, in millimetres. @param size of the font, in millimetres. */
  width(text: string, size: number, isBold: boolean): number {
    return this.of(isBold).width(text) * size
  }
}

/** A font, measured in its own size. */
export interface LabelFont {
  bytes: Buffer
  font: Font
  width(text: string): number
}

function openFont(name: keyof typeof FILES): LabelFont {
  const bytes = readFileSync(new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${FILES[name]}.ttf`)))
  const font = create(bytes)
  if (!('layout' in font)) throw new Error(`${FILES[name]} is a collection of fonts`)
  // A text is tried in many sizes, and measured once.
  const widths = new Map<string, number>()
  const measure = (text: string) => font.layout(text).advanceWidth / font.unitsPerEm
  const width = (text: string) => {
    const known = widths.get(text) ?? measure(text)
    widths.set(text, known)
    return known
  }
  return { bytes, font, width }
}
