import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'

/** Where a printed address leads: to the page of what it names, and without pages to what the API says of it. */
const TARGETS = [
  { path: 'p', page: '/parts/', api: '/api/parts/', isKey: true },
  { path: 'b', page: '/boxes/', api: '/api/boxes/' },
  { path: 'k', page: '/kits/', api: '/api/kits/' },
  { path: 'pl', page: '/pick/', api: '/api/pick-lists/' },
] as const

const IdParams = Type.Object({ id: Type.String({ maxLength: 25 }) })
const PlaceParams = Type.Object({ box_no: Type.String({ maxLength: 11 }), loc_no: Type.String({ maxLength: 11 }) })
const open = { config: { access: 'public' as const } }

/** The same addresses, and those with a slash at their end. */
function withSlash(...urls: string[]): string[] {
  return urls.flatMap((url) => [url, `${url}/`])
}

/** `/p/ABCD`, `/b/7/12` and the other addresses of labels, as they are printed and as people type them. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { basePath } = app.config
  const hasPages = app.webFolder !== null

  for (const { path, page, api, ...more } of TARGETS) {
    for (const url of withSlash(`/${path}/:id`, `/${path.toUpperCase()}/:id`)) {
      app.get(url, { ...open, schema: { hide: true, params: IdParams } }, async ({ params }, reply) => {
        const id = 'isKey' in more ? params.id.toUpperCase() : params.id
        return reply.redirect(`${basePath}${hasPages ? page : api}${encodeURIComponent(id)}`)
      })
    }
  }
  for (const url of withSlash('/b/:box_no/:loc_no', '/B/:box_no/:loc_no')) {
    app.get(url, { ...open, schema: { hide: true, params: PlaceParams } }, async ({ params }, reply) => {
      const [box, location] = [encodeURIComponent(params.box_no), encodeURIComponent(params.loc_no)]
      const target = hasPages ? `/boxes/${box}?slot=${location}` : `/api/locations/${box}/${location}`
      return reply.redirect(basePath + target)
    })
  }
}

export default routes
