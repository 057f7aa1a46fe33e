import { BASE_PATH } from '../../api/client.ts'

/** Pages by the beginning of their address, and what each is called in a sentence. */
const PAGES: readonly (readonly [RegExp, (found: readonly string[], search: URLSearchParams) => string])[] = [
  [/^\/parts\/([A-Z]{4})$/i, ([key = '']) => `part ${key.toUpperCase()}`],
  [/^\/parts$/, (_found, search) => (search.get('q') ? `the parts for “${search.get('q')}”` : 'the parts')],
  [
    /^\/boxes\/(\d{1,9})$/,
    ([box = ''], search) =>
      /^\d{1,9}$/.test(search.get('slot') ?? '') ? `slot ${box}-${search.get('slot')}` : `box ${box}`,
  ],
  [/^\/boxes$/, () => 'the boxes'],
  [/^\/kits\/\d+$/, () => 'a kit'],
  [/^\/kits$/, () => 'the kits'],
  [/^\/pick\/\d+$/, () => 'a pick list'],
  [/^\/shopping\/\d+$/, () => 'a shopping list'],
  [/^\/new$/, () => 'a new part'],
  [/^\/history$/, () => 'the history'],
]

/**
 * Where an address of these pages leads, for a sentence.
 *
 * @returns null for an address that says nothing to a person, the first page for one.
 */
export function destination(address: string): string | null {
  const url = URL.parse(address, location.origin)
  if (url === null || url.origin !== location.origin || !url.pathname.startsWith(BASE_PATH)) return null
  const path = url.pathname.slice(BASE_PATH.length - 1)
  for (const [pattern, words] of PAGES) {
    const found = pattern.exec(path)
    if (found !== null) return words(found.slice(1), url.searchParams)
  }
  return null
}
