import type { IncomingHttpHeaders } from 'node:http'

const PAGE = /\b(?:text\/html|application\/xhtml\+xml)\b/i

/** Whether a request is that of a browser which shows the answer to a person. Scripts of pages do not ask for pages. */
export function asksForPage({ accept = '' }: IncomingHttpHeaders): boolean {
  return PAGE.test(accept)
}
