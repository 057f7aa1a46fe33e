import { Type } from 'typebox'
import { visibleName } from '../../../plugins/validation/visible-name.ts'

/** Characters that nobody sees, or that turn the direction of text. Joiners are left out: some scripts need them. */
const HIDDEN =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200e\\u200f' +
  '\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb'
/** Tags, which nobody sees either. Not every reader of the document knows patterns with such ranges, so it leaves them out. */
const TAGS = '\u{e0000}-\u{e0fff}'
/** Joiners, and the choice between forms of a character: part of names, and seen by nobody alone. */
const JOINERS = '\\u200c\\u200d\\ufe00-\\ufe0f'
const visible = (hidden: string) => `^[^${hidden}]*[^\\s${JOINERS}${hidden}][^${hidden}]*$`
const VISIBLE = visible(HIDDEN + TAGS)

const IS_VISIBLE = new RegExp(VISIBLE, 'u')
const UNSEEN = new RegExp(`[${HIDDEN}${TAGS}\\p{Cs}]`, 'gu')
const JOINER = new RegExp(`[${JOINERS}]`, 'gu')

/**
 * The name of a person, device or token: people have to see it, and to tell it from others. What nobody sees is refused,
 * and not taken out as from other names.
 */
export function VisibleName(maxLength: number, options: { description?: string } = {}) {
  const hint = 'must not be blank, and have no invisible characters'
  return Type.String({
    minLength: 1,
    maxLength,
    pattern: VISIBLE,
    'x-verbatim': true,
    'x-hint': hint,
    'x-shown-as': { type: 'string', minLength: 1, maxLength, pattern: visible(HIDDEN), ...options },
    ...options,
  })
}

/** Whether people see a name as a whole. */
export function isVisible(name: string): boolean {
  return IS_VISIBLE.test(name)
}

/**
 * What people see of a name that they have not given here, and that is therefore not refused: line breaks are blanks, and
 * what nobody sees, or what no text may have, is left out.
 *
 * @returns null when nothing is left.
 */
export function seenName(name: string, maxLength: number): string | null {
  const plain = visibleName(name).replace(UNSEEN, '').trim()
  const seen = Array.from(plain).slice(0, maxLength).join('').trim()
  return isVisible(seen) ? seen : null
}

/** Small letters of Cyrillic and Greek by the Latin ones that they look like (Unicode Technical Standard 39). */
const LOOKALIKES = new Map(
  Object.entries({
    a: 'аα',
    b: 'вβ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еε',
    h: 'нһη',
    i: 'іι',
    j: 'јϳ',
    k: 'кκ',
    m: 'мμ',
    n: 'ν',
    o: 'оο',
    p: 'рρ',
    q: 'ԛ',
    s: 'ѕ',
    t: 'тτ',
    u: 'υ',
    w: 'ԝω',
    x: 'хχ',
    y: 'уγ',
    z: 'ζ',
  }).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
)

/** What names have in common that look alike. @param folded as `foldName` gives it. */
export function lookOf(folded: string): string {
  const plain = folded.replace(JOINER, '').trim()
  return Array.from(plain, (letter) => LOOKALIKES.get(letter) ?? letter).join('')
}
