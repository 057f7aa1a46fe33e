import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { BareRefusal } from '../../../plugins/errors/bare-refusal.ts'
import { SellerSchema } from '../../../services/catalogue/sellers/schemas.ts'
import { acceptUploadForms, FilePart, namedFile, partsOf, readUploadForm, receivedContent } from '../../upload-form.ts'

const LogoForm = Type.Object({ file: FilePart('A picture, with a file name') })

/** `PUT /api/sellers/{seller_id}/logo`: the logo of a seller, as a file in a form. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { fileRules, sellers, sellerLogos, temporaryFolder } = app
  await acceptUploadForms(app)

  app.put(
    '/sellers/:seller_id/logo',
    {
      config: { access: 'editor', idempotency: { around: { status: 200 } } },
      schema: {
        tags: ['Sellers'],
        summary: 'Set the logo of a seller',
        params: Type.Object({ seller_id: Type.Integer() }),
        body: { content: { 'multipart/form-data': { schema: LogoForm } } },
        response: { 200: SellerSchema },
      },
      onRequest: (request, _reply, done) => {
        const isForm = /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')
        if (isForm) done()
        else done(new BareRefusal(400, 'Content-Type must be multipart/form-data'))
      },
    },
    async (request) => {
      const { seller_id: sellerId } = request.params
      const form = await readUploadForm(request, (source) => fileRules.receiveLogo(source, temporaryFolder))
      try {
        await request.identifyForm(partsOf(form))
        const file = namedFile(form)
        await sellers.get(sellerId)
        return await sellerLogos.set(sellerId, receivedContent(file))
      } finally {
        await form.dispose()
      }
    },
  )
}

export default routes
