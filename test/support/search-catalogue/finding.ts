import { EXAMPLE_PARTS, type ExamplePart } from './catalogue.ts'
import { ReferenceSearch } from './reference-search.ts'

const SEARCH = new ReferenceSearch(EXAMPLE_PARTS)

/** The keys of the example parts that a query finds, sorted. */
export function keys(q: string): string {
  return SEARCH.search(q)
    .hits.map(({ key }) => key)
    .toSorted()
    .join(' ')
}

/** Whether a query finds a part that has nothing but what is given. What the part has not is looked for with its fallbacks, too. */
export function finds(q: string, part: Partial<ExamplePart>): boolean {
  const whole: ExamplePart = { key: 'ZZZZ', manufacturer: 'Generic', type: 'Other', description: 'some part', ...part }
  return new ReferenceSearch([whole]).search(q).hits.length === 1
}
