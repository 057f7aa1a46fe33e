import { JOINING, LOST, type Lost, shorten, tidy, withoutBrackets } from '../content/shorten.ts'
import { type FittedLine, fitWords, LEAST, linesIn, sizesFrom } from './fit-text.ts'
import type { Fonts } from './fonts.ts'
import { cutLines, type Setting, wrap } from './wrap.ts'

/** A text stands there whole down to letters of this size, in millimetres; smaller ones are worth it for numbers only. */
const SMALL = 1.7
/** Letters of a text that is shortened are not larger. */
const COMFORTABLE = 2

/** What stands below the title of a label. */
interface Body {
  description: string
  facts: readonly (readonly string[])[]
}

interface Room {
  width: number
  height: number
  /** The largest size of letters. */
  most: number
}

/** How far a text may be changed to fit. */
interface Concession {
  from: number
  to: number
  /** The most that the description may lose. */
  lost: Lost
  /** Whether a number, or a word that is wider than a line of small letters, may end within a line and go on in the next. */
  isBroken?: boolean
  /** Whether what stands in brackets is left out of the facts. */
  isBrief?: boolean
}

const SEPARATOR = '·'

/** Facts in lines that break between them. */
function factLines(facts: Body['facts'], isBrief: boolean): string[] {
  return facts.flatMap((items) => {
    const shown = items.map((item) => tidy(isBrief ? withoutBrackets(item) : item).replaceAll(' ', JOINING))
    return shown.length === 0 ? [] : [shown.join(`${JOINING}${SEPARATOR} `)]
  })
}

/** The lines of a text. What separates two facts in a line is left out where one line ends and the next one begins. */
function wrapFact(fonts: Fonts, fact: string, setting: Setting): Pick<ReturnType<typeof wrap>, 'lines' | 'isBroken'> {
  const { lines, isBroken } = wrap(fonts, fact, setting)
  const last = lines.length - 1
  const bare = lines.map((line, place) => {
    const begun = place === 0 ? line : line.replace(/^([\u200e\u200f]?)·\s*/u, '$1')
    return place === last ? begun : begun.replace(/\s*·$/u, '')
  })
  return { lines: bare.filter((line) => line !== ''), isBroken }
}

function toLines(lines: readonly string[], size: number): FittedLine[] {
  return lines.map((text) => ({ text, size, isBold: false }))
}

function attempt(
  fonts: Fonts,
  { description, facts }: Body,
  { width, height }: Room,
  { size, lost, isBroken = false, isBrief = false }: Omit<Concession, 'from' | 'to'> & { size: number },
): FittedLine[] | null {
  const wrapped = factLines(facts, isBrief).map((fact) => wrapFact(fonts, fact, { width, size }))
  if (!isBroken && wrapped.some((fact) => fact.isBroken)) return null
  const below = wrapped.flatMap((fact) => fact.lines)
  const left = linesIn(height, size) - below.length
  const words = tidy(description)
  if (words === '') return left < 0 ? null : toLines(below, size)
  if (left < 1) return null
  const setting = { width, size, hasHyphens: true }
  const shortened = shorten(words, (text) => {
    const tried = wrap(fonts, text, setting)
    const isWhole = !tried.isBroken || (isBroken && tried.leastBroken * SMALL > width)
    return isWhole && tried.lines.length <= left
  })
  if (shortened === null || shortened.lost > lost) return null
  return toLines([...wrapFact(fonts, shortened.text, setting).lines, ...below], size)
}

/** As much as the smallest letters have room for: the description first, a line for each fact as far as there are lines. */
function bestOf(fonts: Fonts, { description, facts }: Body, { width, height, most }: Room): FittedLine[] {
  const size = Math.min(most, LEAST)
  const wrapped = factLines(facts, true).map((fact) => wrapFact(fonts, fact, { width, size }).lines)
  let free = linesIn(height, size) - (tidy(description) === '' ? 0 : 1)
  const below = wrapped.flatMap((lines, place) => {
    const later = wrapped.length - place - 1
    const cut = cutLines(fonts, lines, Math.max(Math.min(1, free), free - later), { width, size })
    free -= cut.length
    return cut
  })
  const left = linesIn(height, size) - below.length
  const words = left < 1 ? [] : fitWords(fonts, description, { width, size, lines: left })
  return [...words, ...toLines(below, size)]
}

/**
 * The words and facts of a label below its title. It takes the largest letters in which all stands there, with a long number or a
 * long word in more than one line where that lets all letters grow; then words of the description are left out; values are lost only where the smallest
 * letters are too large.
 *
 * @returns the lines, and whether all numbers and values are there.
 */
export function fitBody(fonts: Fonts, body: Body, room: Room): { lines: FittedLine[]; isComplete: boolean } {
  const from = Math.min(room.most, COMFORTABLE)
  const concessions: Concession[] = [
    { from: room.most, to: COMFORTABLE, lost: LOST.nothing },
    // A long number alone does not make all other letters small.
    { from: room.most, to: COMFORTABLE, lost: LOST.nothing, isBroken: true },
    { from, to: SMALL, lost: LOST.nothing },
    { from, to: SMALL, lost: LOST.nothing, isBroken: true },
    { from, to: SMALL, lost: LOST.words },
    { from, to: SMALL, lost: LOST.words, isBroken: true },
    { from: Math.min(from, SMALL), to: LEAST, lost: LOST.words },
    { from: Math.min(from, SMALL), to: LEAST, lost: LOST.words, isBroken: true },
    { from, to: LEAST, lost: LOST.words, isBroken: true, isBrief: true },
    { from, to: LEAST, lost: LOST.numbers, isBroken: true, isBrief: true },
  ]
  for (const { from: most, to, ...how } of concessions) {
    for (const size of sizesFrom(most, to)) {
      const lines = attempt(fonts, body, room, { size, ...how })
      if (lines !== null) return { lines, isComplete: true }
    }
  }
  return { lines: bestOf(fonts, body, room), isComplete: false }
}
