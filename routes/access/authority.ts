import { readFile } from 'node:fs/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { NoSuchPathError } from '../../plugins/errors/validation-error.ts'
import { isShortage } from '../../plugins/system-shortage.ts'
import { tlsPaths } from '../../plugins/tls/tls-paths.ts'

/** `/ca.crt`: the authority of `make-certificate`, for phones to install. A certificate is no secret. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { authorityCert } = tlsPaths(app.config.dataDir)

  app.get('/ca.crt', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    const cert = await readFile(authorityCert).catch((error) => {
      if (isShortage(error)) throw error
      return null
    })
    if (cert === null) throw new NoSuchPathError()
    return reply
      .header('content-type', 'application/x-x509-ca-cert')
      .header('content-disposition', 'attachment; filename="ca.crt"')
      .header('cache-control', 'no-store')
      .send(cert)
  })
}

export default routes
