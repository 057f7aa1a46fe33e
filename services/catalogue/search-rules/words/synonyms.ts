import { fold } from '../text/fold.ts'
import { tokensOf } from '../text/tokens.ts'
import { formsOf } from './plural-forms.ts'
import { FOREIGN_NOUNS, SYNONYMS } from './synonyms-data.ts'

/** A name as its words. */
type Name = readonly string[]

function namesIn(list: string): Name[] {
  return list.split(',').map((name) => tokensOf(fold(name)).flatMap(({ pieces }) => pieces.map(({ text }) => text)))
}

const BY_NAME = new Map<string, Name[]>()

function add(name: Name, others: readonly Name[]): void {
  const key = name.join(' ')
  BY_NAME.set(key, [...(BY_NAME.get(key) ?? []), ...others])
}

for (const group of SYNONYMS) {
  const names = namesIn(group)
  for (const name of names)
    add(
      name,
      names.filter((other) => other !== name),
    )
}
for (const line of FOREIGN_NOUNS) {
  const [nouns = '', english = ''] = line.split('=')
  const [target = []] = namesIn(english)
  const known = BY_NAME.get(target.join(' ')) ?? []
  for (const noun of namesIn(nouns))
    add(
      noun,
      [target, ...known].filter((name) => name.join(' ') !== noun.join(' ')),
    )
}

/** Names of one word that are also written as several, such as pushbutton and op-amp. */
const JOINED = new Map([...BY_NAME.keys()].map((key) => [key.replaceAll(' ', ''), key]))

function formsOfName(words: Name): string[] {
  const last = words.at(-1) ?? ''
  return formsOf(last).map((form) => [...words.slice(0, -1), form].join(' '))
}

/**
 * Other names for what some words say, each as its words.
 *
 * @param words folded, one or several that stand next to each other.
 * @returns empty when they are no name of the list.
 */
export function synonymsOf(words: Name): Name[] {
  const keys = formsOfName(words).flatMap((form) => [form, JOINED.get(form.replaceAll(' ', '')) ?? form])
  const found = [...new Set(keys)].flatMap((key) => BY_NAME.get(key) ?? [])
  const distinct = new Map(found.map((name) => [name.join(' '), name]))
  distinct.delete(words.join(' '))
  return [...distinct.values()]
}

/** From so many letters on, what is being typed is compared with the names of the list. */
const SHORTEST_BEGINNING = 3
const MOST_NAMES = 8
const SINGLE_NAMES = [...new Set([...BY_NAME.keys()].map((key) => key.replaceAll(' ', '')))].sort()

/** Names of the list, those of several words joined, that begin with a folded text and go on. */
export function namesBeginning(text: string): string[] {
  if (text.length < SHORTEST_BEGINNING) return []
  return SINGLE_NAMES.filter((name) => name.startsWith(text) && name !== text).slice(0, MOST_NAMES)
}

/** The most words that a name of the list has. */
export const LONGEST_NAME = Math.max(...[...BY_NAME.keys()].map((key) => key.split(' ').length))

const ENGLISH = new Map(
  FOREIGN_NOUNS.flatMap((line) => {
    const [nouns = '', english = ''] = line.split('=')
    const [target = []] = namesIn(english)
    return target.length === 1 ? namesIn(nouns).map((noun) => [noun.join(' '), target[0] ?? ''] as const) : []
  }),
)

/** The English word for a word of another language, as far as it is one word. @returns null for others. */
export function englishFor(word: string): string | null {
  return ENGLISH.get(word) ?? null
}

/** All names of one word, of any language, for what a word says or for a kind of it: elko is a capacitor. */
export function namesOf(word: string): string[] {
  return [...BY_NAME].flatMap(([name, others]) =>
    !name.includes(' ') && others.some((other) => other.at(-1) === word) ? [name] : [],
  )
}
