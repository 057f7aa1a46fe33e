import type { FastifyRequest } from 'fastify'
import type { Settings } from '../../../plugins/config/index.ts'
import { UNSET_BASEURL } from '../../../plugins/config/unset-baseurl.ts'

/** Programs send what they please; nobody makes them follow a link. */
function isBrowser(headers: FastifyRequest['headers']): boolean {
  return /^Mozilla\//.test(headers['user-agent'] ?? '')
}

const OTHER_SITES: ReadonlySet<string> = new Set(['cross-site', 'same-site'])

/**
 * Whether a page of another origin has sent this request: by a link, a frame or a picture. Pages of the listed origins
 * belong to the service. Pages can at most leave out `Referer`. Where there is no HTTPS browsers do not send
 * `Sec-Fetch-Site`: there only a page that has named itself is one of the service, which all of its own do.
 *
 * @param reached the origin that the request has come to.
 */
export function isFromForeignPage(
  { headers }: Pick<FastifyRequest, 'headers'>,
  { authMode, baseurl, corsOrigins }: Pick<Settings, 'authMode' | 'baseurl' | 'corsOrigins'>,
  reached: string,
): boolean {
  const site = headers['sec-fetch-site']?.toString()
  const isPlain = site === undefined
  if (!isPlain && !OTHER_SITES.has(site)) return false
  const named = headers.origin ?? headers.referer
  if (named === undefined) return !isPlain || isBrowser(headers)
  const page = URL.parse(named)?.origin
  // With paired devices the service is wherever it is reached: what nobody has set is not its address.
  const isAddress = authMode !== 'own' || baseurl !== UNSET_BASEURL
  const own = [...corsOrigins, ...(isAddress ? [baseurl] : []), ...(isPlain ? [reached] : [])]
  return page === undefined || !own.some((origin) => URL.parse(origin)?.origin === page)
}
