import type { Database } from '../../plugins/database/database.ts'
import { cleanText } from '../../services/catalogue/search-rules/text/fold.ts'
import { valuesIn } from '../../services/catalogue/search-rules/values/read-values.ts'
import { isEmptyWord } from '../../services/catalogue/search-rules/words/empty-words.ts'

const MIX = 300
const SAMPLE = 2000

interface SampledPart {
  key: string
  number: string | null
  maker: string | null
  description: string
  package: string | null
  type: string | null
  box: number | null
  location: number | null
}

const SAMPLED = `
  select p.key, p.manufacturer_code as number, p.manufacturer as maker, p.description, p.package, t.name as type,
         l.box_no as box, l.loc_no as location
    from parts p left join types t on t.id = p.type_id
    left join lateral (select box_no, loc_no from part_locations where part_id = p.id limit 1) l on true
   where p.id % greatest((select count(*) from parts) / ${SAMPLE}, 1) = 0 order by p.id limit ${SAMPLE}`

/** Queries as people type them, and those that cost most. */
export interface QueryMix {
  mixed: string[]
  /** By what is hard about it. */
  worst: Readonly<Record<string, string>>
}

/** Ways to ask for a part; null where it has not what is asked for. */
const WAYS: readonly ((part: SampledPart) => string | null)[] = [
  ({ number }) => number,
  ({ number }) => number?.slice(0, Math.max(4, Math.ceil(number.length * 0.6))).toLowerCase() ?? null,
  ({ description, package: body }) => {
    const [value] = valuesIn(cleanText(description).text, { isQuery: false })
    return value ? `${cleanText(description).text.slice(value.start, value.end)} ${body ?? ''}` : null
  },
  ({ type, package: body }) => type && body && `${type} ${body}`,
  ({ type, maker }) => type && maker && `${maker} ${type}`,
  ({ description }) => description.split(' ').slice(0, 2).join(' '),
  ({ type }) => type && `type:"${type}" stock:>0`,
  ({ box, location }) => (box && location ? `${box}-${location}` : null),
  ({ key }) => key,
]

function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'smd'
}

/** Three letters inside of numbers, such as 603 in RC0603, that many numbers have. */
function insideNumbers(parts: readonly SampledPart[]): string {
  const inside = parts.flatMap(({ number }) =>
    [...(number ?? '').matchAll(/(?<=[A-Z])\d{3}(?=\D)/g)].map(([text]) => text),
  )
  return mostFrequent(inside)
}

function misspelled(parts: readonly SampledPart[]): string {
  const words = parts.flatMap(({ description }) =>
    [...description.matchAll(/\b\p{Ll}{8,12}\b/gu)].map(([word]) => word),
  )
  const word = mostFrequent(words)
  return `${word.slice(0, 3)}${word[4]}${word[3]}${word.slice(5)}`
}

/** The queries of the benchmark, made from the parts of the inventory: always the same for the same inventory. */
export async function queryMix(db: Database): Promise<QueryMix> {
  const parts = await db.query<SampledPart>(SAMPLED)
  const asked = parts.map((part, place) => WAYS[place % WAYS.length]?.(part)?.trim() ?? null)
  const mixed = asked.filter((q) => q !== null && q !== '')
  const words = parts.flatMap(
    ({ description, type }) => `${description} ${type ?? ''}`.toLowerCase().match(/\p{L}{3,}/gu) ?? [],
  )
  return {
    mixed: Array.from({ length: MIX }, (_, place) => mixed[place % mixed.length] ?? 'smd'),
    worst: {
      'a frequent word': mostFrequent(words.filter((word) => !isEmptyWord(word))),
      'three letters in numbers': insideNumbers(parts),
      'a typo': misspelled(parts),
    },
  }
}

/** The addresses of the type-ahead while a query is typed letter by letter. */
export function lettersOf(q: string): string[] {
  return Array.from(q, (_, place) => `/api/parts/suggestions?q=${encodeURIComponent(q.slice(0, place + 1))}`)
}

/** The same of several queries, one after another. */
export function typedLetters(queries: readonly string[]): string[] {
  return queries.flatMap(lettersOf)
}
