import { readFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'
import { isFromLeft, piecesOf } from './directions.ts'
import { drawable } from './drawable.ts'

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
    return this.of(isBold).line(text).width * size
  }
}

/** A line as a font draws it, measured in the size of the font. */
interface MeasuredLine {
  /** From the left to the right; each is drawn in one direction. */
  pieces: readonly { text: string; width: number }[]
  width: number
}

/** A font. */
export interface LabelFont {
  bytes: Buffer
  font: Font
  line(text: string): MeasuredLine
}

function openFont(name: keyof typeof FILES): LabelFont {
  const bytes = readFileSync(new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${FILES[name]}.ttf`)))
  const font = create(bytes)
  if (!('layout' in font)) throw new Error(`${FILES[name]} is a collection of fonts`)
  // A text is tried in many sizes, and labels have many words in common: each is measured once.
  const lines = new Map<string, MeasuredLine>()
  const words = new Map<string, number>()
  const wordWidth = (word: string): number => {
    const width = words.get(word) ?? font.layout(word).advanceWidth / font.unitsPerEm
    words.set(word, width)
    return width
  }
  const pieceWidth = (piece: string): number => {
    if (!isFromLeft(piece)) return wordWidth(piece)
    const parts = piece.split(' ')
    return parts.reduce((sum, part) => sum + wordWidth(part), (parts.length - 1) * wordWidth(' '))
  }
  const measure = (line: string): MeasuredLine => {
    const pieces = piecesOf(drawable(line, font)).map((text) => ({ text, width: pieceWidth(text) }))
    return { pieces, width: pieces.reduce((sum, { width }) => sum + width, 0) }
  }
  const line = (text: string) => {
    const known = lines.get(text) ?? measure(text)
    lines.set(text, known)
    return known
  }
  return { bytes, font, line }
}
