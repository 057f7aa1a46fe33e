import { LEGAL_SUFFIXES, MAKERS, UNKNOWN_MAKERS } from './maker-aliases.ts'

/** Names as words that start and end with a blank, so that `" ti "` is found in a text and "tiny" is not. */
function words(text: string): string {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return ` ${plain.replaceAll(/[^a-z0-9&]+/g, ' ').trim()} `
}

const LEGAL_FORM = new Set([...LEGAL_SUFFIXES, '&', 'and'])

function withoutLegalForm(name: string): string {
  const parts = name.trim().split(' ')
  while (parts.length > 1 && LEGAL_FORM.has(parts.at(-1) ?? '')) parts.pop()
  return parts.join(' ')
}

const CANONICAL = new Map(
  MAKERS.flatMap(([shown = '', ...others]) => [shown, ...others].map((name) => [withoutLegalForm(words(name)), shown])),
)
const UNKNOWN = new Set(UNKNOWN_MAKERS)
/** So short a name is one in a text only as it is written there: "ST" and not "st". */
const SHORT_NAME = 3

/** One name for each maker, whichever of its names is given. @returns null for a maker that is not known. */
export function canonicalMaker(name: string | null): string | null {
  if (name === null) return null
  const plain = withoutLegalForm(words(name))
  if (plain === '' || UNKNOWN.has(plain)) return null
  return CANONICAL.get(plain) ?? plain
}

/** The makers that a text names, of those that have a list of names, by the names that are shown. */
export function makersIn(text: string): Set<string> {
  const asWritten = ` ${text.replaceAll(/[^A-Za-z0-9&]+/g, ' ')} `
  const plain = words(text)
  const found = [...CANONICAL].filter(([name]) =>
    name.length > SHORT_NAME ? plain.includes(` ${name} `) : asWritten.includes(` ${name.toUpperCase()} `),
  )
  return new Set(found.map(([, shown]) => shown))
}

/** Tells of makers, as `canonicalMaker` gives them, whether a text names them. The text is read once. */
export function makerReader(text: string): (maker: string) => boolean {
  const makers = makersIn(text)
  const plain = words(text)
  return (maker) => makers.has(maker) || plain.includes(words(maker))
}
