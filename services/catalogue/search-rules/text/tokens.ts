import { foldCase } from './fold.ts'

/** A word between separators and binding signs, folded. */
export interface Piece {
  text: string
  /** In UTF-16 units of the clean text. */
  start: number
  end: number
}

/** What stands between separators: `SOT-23` is one token of two pieces. */
export interface Token {
  /** As written. */
  text: string
  pieces: readonly Piece[]
  /** The pieces as one word; null when that would join two numbers, or when there is one piece only. */
  joined: string | null
  start: number
  end: number
}

const LETTER = '[\\p{L}\\p{N}\\p{M}\\p{Sk}[\\p{So}--[°]]]'
/** Points and commas between digits belong to a number; a point may begin one. */
const PIECE = new RegExp(`(?:(?<!${LETTER})\\.(?=\\d))?${LETTER}+(?:[.,](?<=\\d[.,])(?=\\d)${LETTER}+)*`, 'gv')
const BINDING = /^[-_./+#']+$/

function joinPieces(pieces: readonly Piece[]): string | null {
  if (pieces.length < 2) return null
  const joinsDigits = pieces.some(({ text }, place) => /\d$/.test(text) && /^[\d.]/.test(pieces[place + 1]?.text ?? ''))
  return joinsDigits ? null : pieces.map(({ text }) => text).join('')
}

function tokenOf(clean: string, pieces: readonly Piece[]): Token {
  const [start, end] = [pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0]
  return { text: clean.slice(start, end), pieces, joined: joinPieces(pieces), start, end }
}

/**
 * The description of a part is read for words, packages, pins and numbers: the short texts that were read last are kept, and
 * the last long one.
 */
const LONG = 200
const MOST_SHORT = 64
let lastLong: { clean: string; tokens: readonly Token[] } | null = null
const lastShort = new Map<string, readonly Token[]>()

/**
 * The tokens of a text in order. A point or comma between two digits stays in its word: dropped, 4.7k would be 47k.
 *
 * @param clean as `cleanText` gives it.
 */
export function tokensOf(clean: string): readonly Token[] {
  if (clean.length < LONG) return shortTokens(clean)
  if (lastLong?.clean !== clean) lastLong = { clean, tokens: readTokens(clean) }
  return lastLong.tokens
}

function shortTokens(clean: string): readonly Token[] {
  const known = lastShort.get(clean)
  if (known) return known
  const tokens = readTokens(clean)
  if (lastShort.size >= MOST_SHORT) lastShort.clear()
  lastShort.set(clean, tokens)
  return tokens
}

function readTokens(clean: string): Token[] {
  const groups: Piece[][] = []
  let end = 0
  for (const { 0: written, index } of clean.matchAll(PIECE)) {
    const piece = { text: foldCase(written), start: index, end: index + written.length }
    const group = groups.at(-1)
    if (group && BINDING.test(clean.slice(end, index))) group.push(piece)
    else groups.push([piece])
    end = piece.end
  }
  return groups.map((pieces) => tokenOf(clean, pieces))
}
