import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import type { OwnLabel } from '../../../services/exchange/scans/reading/code-reading.ts'
import { readOwnPath } from '../../../services/exchange/scans/reading/read-own-label.ts'

/** Where a printed address leads on an instance with pages: to the page of what it names. */
const PAGES = [
  { path: 'p', page: '/parts/', isKey: true },
  { path: 'b', page: '/boxes/' },
  { path: 'k', page: '/kits/' },
  { path: 'pl', page: '/pick/' },
] as const

const IdParams = Type.Object({ id: Type.String() })
const PlaceParams = Type.Object({ box_no: Type.String(), loc_no: Type.String() })
const open = { config: { access: 'public' as const } }

/** A word in capitals, in small letters, and in both: people type addresses by hand. */
function inAnyCase(word: string): string[] {
  return [...word].reduce<string[]>(
    (begun, letter) => begun.flatMap((text) => [text + letter.toLowerCase(), text + letter.toUpperCase()]),
    [''],
  )
}

/** The same addresses, and those with a slash at their end. */
function withSlash(...urls: string[]): string[] {
  return urls.flatMap((url) => [url, `${url}/`])
}

/** A number as its page has it in the address: without zeros in front. What is no number stays, and the page says so. */
function plainNumber(text: string): string {
  return text.replace(/^0+(?=\d+$)/, '')
}

/** Where the API says what a label names. */
function resourceOf(label: OwnLabel): string {
  switch (label.kind) {
    case 'own_part':
      return `/api/parts/${label.id}`
    case 'own_location':
      return `/api/locations/${label.boxNo}/${label.locNo}`
    case 'own_box':
      return `/api/boxes/${label.number}`
    case 'own_kit':
      return `/api/kits/${label.number}`
    case 'own_pick_list':
      return `/api/pick-lists/${label.number}`
  }
}

/** @param path of an address that was asked for. @throws DomainError 404 when no label has it; it says which ones labels have. */
function resourceAt(path: string): string {
  const label = readOwnPath(path)
  if (label !== null) return resourceOf(label)
  throw new DomainError(
    404,
    'RECORD_NOT_FOUND',
    `${path.slice(0, 100)} is no address of a label`,
    'Labels have /p/ABCD for a part, /b/7 for a box, /b/7/12 for a location in it, /k/5 for a kit and /pl/9 for a pick list',
  )
}

/**
 * `/p/ABCD`, `/b/7/12` and the other addresses of labels, as they are printed and as people type them. They lead to the page of
 * what they name, and without pages to what the API says of it.
 */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { basePath } = app.config
  const hasPages = app.webFolder !== null

  for (const { path, page, ...more } of PAGES) {
    for (const url of withSlash(...inAnyCase(path).map((word) => `/${word}/:id`))) {
      app.get(url, { ...open, schema: { hide: true, params: IdParams } }, async ({ params }, reply) => {
        const id = 'isKey' in more ? params.id.toUpperCase() : plainNumber(params.id)
        const target = hasPages ? `${page}${encodeURIComponent(id)}` : resourceAt(`/${path}/${id}`)
        return reply.redirect(basePath + target)
      })
    }
  }
  for (const word of hasPages ? [] : PAGES.flatMap(({ path }) => inAnyCase(path))) {
    for (const url of [`/${word}`, `/${word}/*`]) {
      app.get(url, { ...open, schema: { hide: true } }, async ({ url: asked }) => resourceAt(asked.split('?')[0] ?? ''))
    }
  }
  for (const url of withSlash(...inAnyCase('b').map((word) => `/${word}/:box_no/:loc_no`))) {
    app.get(url, { ...open, schema: { hide: true, params: PlaceParams } }, async ({ params }, reply) => {
      const [box, location] = [plainNumber(params.box_no), plainNumber(params.loc_no)]
      const page = `/boxes/${encodeURIComponent(box)}?slot=${encodeURIComponent(location)}`
      return reply.redirect(basePath + (hasPages ? page : resourceAt(`/b/${box}/${location}`)))
    })
  }
}

export default routes
