import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { testingOnly } from '../testing-only.ts'
import { renderPage } from './html.ts'
import { drawImage } from './image.ts'
import { TESTING_PDF } from './pdf.ts'

const tags = ['Testing']
const ImageQuery = Type.Object({ text: Type.String() })
const PageQuery = Type.Object({ title: Type.String() })

const PAGES = [
  { path: '/testing/content/html', file: 'testing-content.html', withBanner: false },
  { path: '/testing/content/html-with-banner', file: 'testing-content-banner.html', withBanner: true },
]

function sendFile(reply: FastifyReply, type: string, disposition: string, content: Buffer): FastifyReply {
  return reply
    .header('cache-control', 'no-store, no-cache, must-revalidate, max-age=0')
    .header('pragma', 'no-cache')
    .header('content-type', type)
    .header('content-disposition', disposition)
    .header('content-length', content.length)
    .send(content)
}

/** `/api/testing/content`: documents that are always the same, for tests that attach or link some. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  testingOnly(app)

  app.get(
    '/testing/content/image',
    { config: { access: 'public' }, schema: { tags, summary: 'A picture with a text', querystring: ImageQuery } },
    async ({ query }, reply) =>
      sendFile(reply, 'image/png', 'attachment; filename=testing-content-image.png', await drawImage(query.text)),
  )

  app.get(
    '/testing/content/pdf',
    { config: { access: 'public' }, schema: { tags, summary: 'A PDF document' } },
    async (_request, reply) =>
      sendFile(reply, 'application/pdf', 'attachment; filename=testing-content.pdf', TESTING_PDF),
  )

  for (const { path, file, withBanner } of PAGES) {
    app.get<{ Querystring: { title: string } }>(
      path,
      { config: { access: 'public' }, schema: { tags, summary: 'A web page', querystring: PageQuery } },
      async ({ query }, reply) => {
        const page = Buffer.from(renderPage(query.title, { withBanner }))
        return sendFile(reply, 'text/html; charset=utf-8', `inline; filename=${file}`, page)
      },
    )
  }
}

export default routes
