import { isNumberLike } from '../../part-identity/number-like.ts'
import { bareNumber, deviceOf } from '../../part-identity/part-number.ts'
import { bareForms, encodeNumber, numberCodes, wholePieces } from '../numbers/encode-number.ts'
import { familyToken, mentionToken, numberPartToken, numberPieceToken, numberToken } from '../readings/number-tests.ts'
import { beginningOf } from '../text/characters.ts'
import { cleanText } from '../text/fold.ts'
import { type MappedText, originalRange } from '../text/mapped-text.ts'
import { type Token, tokensOf } from '../text/tokens.ts'
import type { FieldText } from './searched-part.ts'
import type { FieldClass, Unit } from './unit.ts'
import { joinedNumber } from './word-units.ts'

/** Letters and digits of a longer number are not searched for. */
const LONGEST = 100
/** A text that mentions more numbers is a list; the others are found as words. */
const MOST_MENTIONS = 100

type Places = readonly (readonly [start: number, end: number])[]

/** Where the letters and digits of a part of a clean text stand in the original. */
function placesOf(clean: MappedText, start: number, end: number): Places {
  return [...clean.text.slice(start, end).matchAll(/[A-Za-z0-9]/g)].map(({ index }) =>
    originalRange(clean, start + index, start + index + 1),
  )
}

interface Written {
  field: string
  fieldClass: FieldClass
  text: string
  places: Places
}

function unit({ field, fieldClass, places }: Written, token: string, offset: number): Unit {
  const [start, end] = [places[offset]?.[0] ?? 0, places.at(-1)?.[1] ?? 0]
  return { token, field, fieldClass, position: 0, start, end, number: { offset, places } }
}

/** A number of the part: whole with and without packing marks, what it contains, its pieces and its family. */
export function ownNumberUnits({ field, text }: FieldText, fieldClass: FieldClass): Unit[] {
  const clean = cleanText(text)
  const number = beginningOf(clean.text, LONGEST)
  const written: Written = { field, fieldClass, text: number, places: placesOf(clean, 0, number.length) }
  if (written.places.length === 0) return []
  const device = deviceOf(number)
  const tokens = [
    ...numberCodes(number).map(({ code, offset }) => ({
      token: offset === 0 ? numberToken(code) : numberPartToken(code),
      offset,
    })),
    ...bareForms(number).map((bare) => ({ token: numberToken(encodeNumber(bare)), offset: 0 })),
    ...wholePieces(number).map((piece) => ({ token: numberPieceToken(piece), offset: 0 })),
    ...(device === null ? [] : [{ token: familyToken(device), offset: 0 }]),
  ]
  const distinct = new Map(tokens.map((each) => [`${each.offset} ${each.token}`, each]))
  return [...distinct.values()].map(({ token, offset }) => unit(written, token, offset))
}

/** What may be a number in the words of a text: tokens, and two of them with a blank between. */
function mentions(clean: string, tokens: readonly Token[]): { start: number; end: number }[] {
  return tokens.flatMap((token, place) => {
    const next = tokens[place + 1]
    const found = [{ start: token.start, end: token.end }]
    if (next && joinedNumber(clean, token, next) !== null) found.push({ start: token.start, end: next.end })
    return found
  })
}

/** Numbers that a text mentions. @param taken places of values and packages, which are none. */
export function mentionedNumberUnits(
  { field, text }: FieldText,
  fieldClass: FieldClass,
  taken: readonly { start: number; end: number }[],
): Unit[] {
  const clean = cleanText(text)
  const numbers = mentions(clean.text, tokensOf(clean.text)).filter(({ start, end }) => {
    const bare = bareNumber(clean.text.slice(start, end))
    return isNumberLike(bare) || /^\d{4,40}$/.test(bare)
  })
  return numbers.slice(0, MOST_MENTIONS).flatMap(({ start, end }) => {
    const [from, to] = originalRange(clean, start, end)
    const written = clean.text.slice(start, end)
    if (taken.some((other) => other.start < to && other.end > from)) return []
    const as: Written = { field, fieldClass, text: written, places: placesOf(clean, start, end) }
    return numberCodes(written).map(({ code, offset }) => unit(as, mentionToken(code), offset))
  })
}
