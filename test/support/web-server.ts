import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Teardown } from './test-database.ts'

/** What a path answers: a body, or more. */
export interface WebPage {
  status?: number
  type?: string
  body?: string | Buffer
  headers?: Record<string, string>
}

export type Answer = WebPage | ((request: IncomingMessage, response: ServerResponse) => void)

export interface WebServer {
  origin: string
  /** By path, without the query; may be changed at any time. What is missing is a 404. */
  pages: Record<string, Answer>
  /** Paths that were asked for, with their queries. */
  asked: string[]
}

/** Starts a web server on this machine that has the pages of the test. */
export async function startWebServer(t: Teardown, pages: Record<string, Answer> = {}): Promise<WebServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const target = request.url ?? '/'
    asked.push(target)
    const page = pages[target.replace(/\?.*$/s, '')] ?? { status: 404 }
    if (typeof page === 'function') return page(request, response)
    const { status = 200, type, body = '', headers } = page
    response.writeHead(status, { ...(type !== undefined && { 'content-type': type }), ...headers }).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, pages, asked }
}
