import bwipjs from 'bwip-js/node'
import { wholeDots } from './dots.ts'
import type { ModulesShape } from './shapes.ts'

/** So much light there must be around a code, in squares. */
const QUIET = { qrcode: 4, datamatrix: 1 } as const
export type Symbology = keyof typeof QUIET

/** Side of a square that cheap scanners and printers with 203 dots an inch can do, in millimetres. */
export const LEAST_MODULE = 0.25
/** Squares of this size are read by any phone and come out of any printer, wherever on its dots they begin. */
export const GOOD_MODULE = 0.375
const MOST_MODULE = 2

interface Matrix {
  pixs: number[]
  pixx: number
}

function isMatrix(value: unknown): value is Matrix {
  return typeof value === 'object' && value !== null && 'pixs' in value && 'pixx' in value
}

/** Labels of one thing have the same code, and a code is tried in several sizes. */
let last: { key: string; rows: boolean[][] } | undefined

function encode(symbology: Symbology, text: string): boolean[][] {
  const key = `${symbology} ${text}`
  if (last?.key !== key) last = { key, rows: squaresOf(symbology, text) }
  return last.rows
}

function squaresOf(symbology: Symbology, text: string): boolean[][] {
  // One of the eight patterns that break up large areas: to compare all of them takes most of the time.
  const level = symbology === 'qrcode' ? { eclevel: 'M', mask: 4 } : {}
  const [matrix]: unknown[] = bwipjs.raw({ bcid: symbology, text, ...level })
  if (!isMatrix(matrix)) throw new Error(`${symbology} cannot hold ${text}`)
  const { pixs, pixx } = matrix
  return Array.from({ length: pixs.length / pixx }, (_, row) =>
    pixs.slice(row * pixx, (row + 1) * pixx).map((pixel) => pixel === 1),
  )
}

/** A code in a square with light around it. */
export interface CodeBox {
  shape: ModulesShape
  /** Side of the square, the light included. */
  side: number
  /** Side of one of its squares on paper, when the page is enlarged. */
  printed: number
}

/** How a code is drawn. */
export interface CodeStyle {
  symbology: Symbology
  /** By how much the page is enlarged later: its squares are whole dots of a printer then. */
  scale: number
  /** The smallest squares that it may have on paper, in millimetres. */
  least: number
}

/**
 * Draws a code into a square at the origin: a Data Matrix where there is little room, else a QR code.
 *
 * @param side of the square, in millimetres.
 * @returns null when its squares would be too small.
 */
export function drawCode(text: string, side: number, { symbology, scale, least }: CodeStyle): CodeBox | null {
  const rows = encode(symbology, text)
  const squares = rows.length + 2 * QUIET[symbology]
  const printed = wholeDots(Math.min(MOST_MODULE, (side / squares) * scale))
  if (printed < least) return null
  const module = printed / scale
  const quiet = QUIET[symbology] * module
  return { shape: { shape: 'modules', x: quiet, y: quiet, module, rows }, side: squares * module, printed }
}
