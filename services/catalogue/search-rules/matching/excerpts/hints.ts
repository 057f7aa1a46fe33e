import type { Test } from '../../readings/test.ts'
import { fold } from '../../text/fold.ts'
import type { ResolvedGroup, ResolvedQuery } from '../resolved-query.ts'

/** What a scanned text has where a term may match. It finds more places than those that match. */
export type Hint = RegExp

/** More ways to write a term are not looked for in a long text. */
const MOST_FORMS = 60
const LONGEST_WORD = 64

/**
 * Signs that bind the pieces of a word: `logic-level` is also known as `logiclevel`. Letters of other alphabets count as
 * such signs: to know all letters makes an expression large, and a hint may find more than what matches.
 */
const BINDING = '[^a-z0-9]?'
/** A number with its unit, for spans of amounts. */
const ANY_AMOUNT = '(?<![a-z\\d])\\d[\\d.,]{0,12} ?[a-zµ%°"]'
const ANY_FRACTION = '\\d\\/\\d'
const ANY_INCHES = '(?<![a-z\\d])\\d[\\d.,]{0,6} ?(?:mil|in\\b|")'

function lettersOf(word: string): string {
  const letters = [...word].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).slice(0, LONGEST_WORD)
  return letters.join(BINDING)
}

/** A number that is written with the digits of an amount, wherever its point and its prefix stand. */
function digitsOf(amount: string): string {
  const digits = Number(amount).toExponential().split('e')[0]?.replaceAll(/\D/g, '') ?? ''
  return digits === '0' ? '0' : `(?<!\\d)[0.,a-zµ]{0,3}${[...digits].join('[.,a-zµ]?')}0*(?!\\d)`
}

function formsOfToken(token: string): string[] {
  const [kind, ...rest] = token.split(':')
  const text = rest.join(':')
  switch (kind) {
    case 'w':
    case 'n':
    case 's':
    case 'd':
    case 'i':
    case 'f':
      return [lettersOf(text.toLowerCase())]
    case 'v':
    case 'u': {
      const [quantity, amount = ''] = rest
      const others = quantity === 'power' ? [ANY_FRACTION] : quantity === 'length' ? [ANY_INCHES] : []
      return [digitsOf(amount), ...others]
    }
    case 'k': {
      const digits = text.match(/\d+/g)?.at(-1)
      return [digits === undefined ? lettersOf(text) : `(?<!\\d)${digits}(?!\\d)`]
    }
    case 'p':
      return [`(?<!\\d)${text}(?!\\d)`]
    default:
      return []
  }
}

function formsOf(test: Test): string[] {
  switch (test.on) {
    case 'token':
      return formsOfToken(test.token)
    case 'prefix':
      return formsOfToken(test.prefix)
    case 'phrase':
    case 'together':
      return test.words.flatMap((choice) => choice.map(lettersOf))
    case 'span':
      return [ANY_AMOUNT]
    default:
      return []
  }
}

function hintOf({ alternatives, text }: ResolvedGroup): Hint[] {
  const typed = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .map(lettersOf)
  const forms = [...typed, ...alternatives.flatMap(({ tests }) => tests.flatMap(formsOf))].filter((form) => form !== '')
  const distinct = [...new Set(forms)].slice(0, MOST_FORMS)
  return distinct.length === 0 ? [] : [new RegExp(distinct.map((form) => `(?:${form})`).join('|'), 'g')]
}

/** Where to look in a long text for what a query matches: one hint for each of its terms. */
export function hintsOf({ groups }: ResolvedQuery): Hint[] {
  return groups.flatMap(hintOf)
}
