import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Teardown } from './test-database.ts'

interface SearchRequest {
  /** With the key. */
  url: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
}

type Answer = (request: SearchRequest, response: ServerResponse) => void | Promise<void>

/** A part as the search API describes it, with more than the service keeps. */
export function mouserPart(number: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Availability: '1250 In Stock',
    DataSheetUrl: `https://datasheets.example/${number}.pdf`,
    Description: 'Operational Amplifiers - Op Amps Dual',
    FactoryStock: '0',
    ImagePath: 'https://images.example/a.jpg',
    Category: 'Operational Amplifiers - Op Amps',
    LeadTime: '42 Days',
    LifecycleStatus: null,
    Manufacturer: 'Texas Instruments',
    ManufacturerPartNumber: number,
    Min: '1',
    Mult: '1',
    MouserPartNumber: `595-${number}`,
    ProductAttributes: [{ AttributeName: 'Packaging', AttributeValue: 'Reel' }],
    PriceBreaks: [{ Quantity: 1, Price: '$0.52', Currency: 'USD' }],
    ProductDetailUrl: `https://www.mouser.example/ProductDetail/595-${number}`,
    ...fields,
  }
}

/** Answers with a JSON body. */
export function json(body: unknown, { status = 200, headers = {} } = {}): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
}

/** Answers with parts that were found. */
export function found(...parts: unknown[]): Answer {
  return json({ Errors: [], SearchResults: { NumberOfResult: parts.length, Parts: parts } })
}

/** The search API of Mouser, as far as the service speaks to it: `POST /api/v1/search/partnumber` and `/keyword`. */
export class TestMouser {
  readonly baseUrl: string
  /** What was asked, in order. */
  readonly requests: SearchRequest[] = []
  /** What the next requests are answered, one each; then `answer`. */
  readonly script: Answer[] = []
  answer: Answer = found()

  constructor(origin: string) {
    this.baseUrl = `${origin}/api/v1`
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of request) body += chunk
    const { url = '', method, headers } = request
    if (method !== 'POST' || !/^\/api\/v1\/search\/(partnumber|keyword)\?/.test(url)) {
      return void response.writeHead(404).end()
    }
    const asked = { url, headers, body: JSON.parse(body) }
    this.requests.push(asked)
    const answer = this.script.shift() ?? this.answer
    await answer(asked, response)
  }
}

/** Starts the API. It ends with the test. */
export async function startMouser(t: Teardown): Promise<TestMouser> {
  const server = createServer((request, response) => void mouser.handle(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  const mouser = new TestMouser(`http://127.0.0.1:${address.port}`)
  return mouser
}
