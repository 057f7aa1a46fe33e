import { Type } from 'typebox'
import type { PagePosition } from '../services/page-position.ts'

/** The query parameter `after` of lists that are read in pages. */
export const After = Type.String({
  pattern: '^\\d{1,16}-\\d{1,10}$',
  description:
    'From the link to the next page, in the header `Link`. A page far behind is read as fast as the first one',
})

/** Reads the parameter. @returns null when it was not sent. */
export function parseAfter(text: string | undefined): PagePosition | null {
  if (text === undefined) return null
  const [micros = 0, id = 0] = text.split('-').map(Number)
  return { micros, id }
}

/**
 * The header `Link` that leads to the next page: the same request, from another place on.
 *
 * @param path of the list.
 * @param query of this page; a list is a parameter that is repeated.
 */
export function nextPageLink(path: string, query: object, { micros, id }: PagePosition): string {
  const same = Object.entries(query)
    .filter(([name]) => name !== 'offset' && name !== 'after')
    .flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, String(each)]))
  return `<${path}?${new URLSearchParams([...same, ['after', `${micros}-${id}`]])}>; rel="next"`
}
