import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asksForPage } from '../asks-for-page.ts'
import { cacheControl } from './caching.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { INDEX, type WebFolder } from './web-folder.ts'

/** Paths at the root that belong to the service itself. */
const RESERVED = /^(?:api|health|metrics)(?:\/|$)/

/** Extensions of files: a path with one of them is not a page of the front end. */
const ASSET =
  /\.(?:m?js|css|map|json|wasm|webmanifest|html?|txt|xml|pdf|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf)$/i

const SAFETY = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }

/** Paths that are never a page: hidden names, and `..`. */
const HIDDEN = /(?:^|[/\\])\.|[\\\0]/

interface Site {
  folder: WebFolder
  /** Prefix of the addresses in browsers, without a slash at its end. */
  basePath: string
}

function isPage(path: string, { headers }: FastifyRequest): boolean {
  return !ASSET.test(path) && !HIDDEN.test(path) && asksForPage(headers)
}

/** Where a page says what its addresses are relative to. */
const BASE = '<base href="/"'

/** A page that knows the prefix under which browsers see it. */
function withBase(html: string, basePath: string): string {
  return basePath === '' ? html : html.replace(BASE, () => `<base href="${basePath}/"`)
}

async function sendPage(reply: FastifyReply, { folder, basePath }: Site, path: string): Promise<FastifyReply> {
  const text = await folder.read(path)
  const html = text === null ? null : withBase(text, basePath)
  if (html === null) {
    reply.callNotFound()
    return reply
  }
  return reply
    .headers({ ...SAFETY, 'content-security-policy': contentSecurityPolicy(html), 'cache-control': cacheControl(path) })
    .type('text/html; charset=utf-8')
    .send(html)
}

function sendAsset(reply: FastifyReply, path: string): FastifyReply {
  return reply
    .headers({
      ...SAFETY,
      'content-security-policy': contentSecurityPolicy(),
      'cache-control': cacheControl(path),
      vary: 'accept-encoding',
    })
    .sendFile(path, { cacheControl: false })
}

/**
 * Serves the files of the front end, and its index page for every other path that a browser opens as a page. All other
 * requests, and those below a path of the service, get the usual 404.
 */
export function webRoutes(app: FastifyInstance, folder: WebFolder, basePath: string): void {
  const site = { folder, basePath }
  app.get<{ Params: { '*': string } }>('/*', { config: { access: 'public' } }, async (request, reply) => {
    const path = request.params['*'] || INDEX
    if (RESERVED.test(path)) return reply.callNotFound()
    if (path.endsWith('.html')) return sendPage(reply, site, path)
    if (await folder.has(path)) return sendAsset(reply, path)
    return isPage(path, request) ? sendPage(reply, site, INDEX) : reply.callNotFound()
  })
}
