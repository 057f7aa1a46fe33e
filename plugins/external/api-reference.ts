import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { withAccess } from '../access.ts'

const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Adds a page on which an OpenAPI document can be read and tried. It needs nothing from other hosts.
 *
 * @param routePrefix the path of the page.
 * @param document the URL of the document.
 */
export async function addApiReference(
  app: FastifyInstance,
  { routePrefix, document }: { routePrefix: string; document: string },
): Promise<void> {
  await app.register(withAccess('public', swaggerUi), {
    routePrefix,
    uiConfig: { url: document, docExpansion: 'list', deepLinking: true, validatorUrl: null },
    staticCSP: POLICY,
  })
}
