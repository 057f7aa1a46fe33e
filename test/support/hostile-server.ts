import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Teardown } from './test-database.ts'

/** An answer that is to bring nothing. */
export interface HostileAnswer {
  what: string
  path: string
  /** What users are told of it. */
  reason: RegExp
}

const TOO_LARGE = /Content too large/
const TOO_LONG = /took too long/
const BROKEN = /broke off or is damaged/
const UNREACHABLE = /no server on the Internet could be reached there/
const REDIRECTS = /redirects too often/

export const HOSTILE_ANSWERS: readonly HostileAnswer[] = [
  { what: 'an endless answer', path: '/endless', reason: TOO_LARGE },
  { what: 'an endless answer in small pieces', path: '/endless-chunks', reason: TOO_LARGE },
  { what: 'an answer that says it is too large', path: '/declared-too-large', reason: TOO_LARGE },
  { what: 'headers that are too large', path: '/large-headers', reason: UNREACHABLE },
  { what: 'an answer that is cut off', path: '/cut-off', reason: BROKEN },
  { what: 'chunks that are cut off', path: '/cut-off-chunks', reason: BROKEN },
  { what: 'a connection that is closed', path: '/hang-up', reason: UNREACHABLE },
  { what: 'an answer that is no HTTP', path: '/garbage', reason: UNREACHABLE },
  { what: 'two lengths that differ', path: '/two-lengths', reason: UNREACHABLE },
  { what: 'a bomb in gzip', path: '/bomb/gzip', reason: TOO_LARGE },
  { what: 'a bomb in Brotli', path: '/bomb/br', reason: TOO_LARGE },
  { what: 'a bomb in deflate', path: '/bomb/deflate', reason: TOO_LARGE },
  { what: 'a bomb in gzip within gzip', path: '/bomb/gzip,gzip', reason: TOO_LARGE },
  { what: 'a bomb in two headers', path: '/bomb-in-two-headers', reason: TOO_LARGE },
  { what: 'a bomb in raw deflate', path: '/bomb/raw-deflate', reason: TOO_LARGE },
  { what: 'a bomb in Zstandard', path: '/bomb/zstd', reason: TOO_LARGE },
  { what: 'very many encodings', path: '/bomb/gzip,gzip,gzip,gzip', reason: /too many encodings/ },
  { what: 'an encoding that is not true', path: '/false-encoding', reason: BROKEN },
  { what: 'a compressed answer that is cut off', path: '/cut-off-gzip', reason: BROKEN },
  { what: 'a loop of redirects', path: '/loop', reason: REDIRECTS },
  { what: 'a loop of two', path: '/ping', reason: REDIRECTS },
  { what: 'six redirects', path: '/chain/6', reason: REDIRECTS },
  { what: 'redirects without end', path: '/chain/1000000', reason: REDIRECTS },
  { what: 'a redirect to nowhere', path: '/redirect-to-nowhere', reason: /status 302/ },
  { what: 'a redirect of an unknown kind', path: '/status/300', reason: /status 300/ },
  { what: 'an answer that nothing has changed', path: '/status/304', reason: /status 304/ },
  { what: 'a page that is not found', path: '/status/404', reason: /status 404/ },
  { what: 'a server that wants a password', path: '/status/401', reason: /status 401/ },
  { what: 'a server in trouble', path: '/status/500', reason: /status 500/ },
]

/** Answers that end when the patience of the client does. */
export const SLOW_ANSWERS: readonly HostileAnswer[] = [
  { what: 'an answer without headers', path: '/slow-headers', reason: TOO_LONG },
  { what: 'headers that never end', path: '/dripping-headers', reason: TOO_LONG },
  { what: 'interim answers without end', path: '/continue', reason: TOO_LONG },
  { what: 'an answer that stops', path: '/slow-body', reason: TOO_LONG },
  { what: 'an answer that drips', path: '/dripping-body', reason: TOO_LONG },
]

const ZEROS = Buffer.alloc(64 * 1024)

/** 64 MiB of nothing in a few KiB each. */
function makeBombs() {
  const zeros = Buffer.alloc(64 * 2 ** 20)
  const gzip = gzipSync(zeros)
  const br = brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
  return {
    gzip,
    br,
    deflate: deflateSync(zeros),
    'raw-deflate': deflateRawSync(zeros),
    'gzip,gzip': gzipSync(gzip),
    'gzip,gzip,gzip,gzip': gzip,
    zstd: zstdCompressSync(zeros),
  }
}

const BOMBS = makeBombs()

function raw(request: IncomingMessage, text: string): Socket {
  request.socket.write(text)
  return request.socket
}

function writeForever(response: ServerResponse, piece: Buffer): void {
  const write = () => {
    while (!response.destroyed && response.write(piece)) {}
  }
  response.on('drain', write)
  write()
}

function drip(socket: Socket, piece: string): void {
  const timer = setInterval(() => socket.write(piece), 100)
  socket.on('error', () => {}).on('close', () => clearInterval(timer))
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void

const redirect = (location: string): Answer => {
  return (response) => response.writeHead(302, { location }).end()
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  '/endless': (response) => writeForever(response.writeHead(200), ZEROS),
  '/endless-chunks': (response) => writeForever(response.writeHead(200), Buffer.from('<p>'.repeat(300))),
  '/declared-too-large': (response) => response.writeHead(200, { 'content-length': 2 ** 40 }).write('%PDF-1.7'),
  '/slow-headers': () => {},
  '/dripping-headers': (_response, request) => drip(raw(request, 'HTTP/1.1 200 OK\r\n'), 'x: y\r\n'),
  '/continue': (_response, request) => drip(request.socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
  '/slow-body': (response) => response.writeHead(200, { 'content-length': 100 }).write('%PDF-1.7'),
  '/dripping-body': (response, request) => {
    response.writeHead(200, { 'content-length': 2 ** 16 }).flushHeaders()
    drip(request.socket, '.')
  },
  '/large-headers': (_response, request) => raw(request, `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(2 ** 20)}\r\n\r\n`),
  '/cut-off': (_response, request) => raw(request, 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n%PDF-1.7').end(),
  '/cut-off-chunks': (_response, request) =>
    raw(request, 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n%PDF-1.7\r\n').end(),
  '/longer': (_response, request) => raw(request, 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n%PDF-1.7').end(),
  '/hang-up': (_response, request) => request.socket.destroy(),
  '/garbage': (_response, request) => raw(request, 'SSH-2.0-OpenSSH_9.9\r\n').end(),
  '/two-lengths': (_response, request) =>
    raw(request, 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 8\r\n\r\n%PDF-1.7').end(),
  '/false-encoding': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('%PDF-1.7'),
  '/cut-off-gzip': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(ZEROS).subarray(0, 40))
  },
  '/loop': redirect('/loop'),
  '/ping': redirect('/pong'),
  '/pong': redirect('/ping'),
  '/redirect-to-nowhere': (response) => response.writeHead(302).end(),
}

export interface HostileServer {
  origin: string
  /** Paths that were asked for, with their queries. */
  asked: string[]
}

/**
 * Starts a server that answers as nobody should. Besides the answers of the table it knows `/chain/<n>`, which leads to
 * `/fine.txt` with n redirects, `/to?status=&location=`, which leads anywhere, `/page?html=`, which is a page, and
 * `/longer`, which sends more than the four bytes that it declares.
 */
export async function startHostileServer(t: Teardown): Promise<HostileServer> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host')
    asked.push(request.url ?? '')
    const [, first = '', second = ''] = decodeURIComponent(pathname).split('/')
    const answer = ANSWERS[pathname]
    const bomb = Object.entries(BOMBS).find(([name]) => name === second)?.[1]
    if (answer) answer(response, request)
    else if (first === 'bomb' && bomb)
      response.writeHead(200, { 'content-encoding': second?.replace('raw-', '') }).end(bomb)
    else if (first === 'bomb-in-two-headers') {
      response.writeHead(200, ['content-encoding', 'gzip', 'content-encoding', 'gzip']).end(BOMBS['gzip,gzip'])
    } else if (first === 'status') response.writeHead(Number(second)).end()
    else if (first === 'chain')
      redirect(second === '1' ? '/fine.txt' : `/chain/${Number(second) - 1}`)(response, request)
    else if (first === 'to') {
      const location = searchParams.get('location') ?? ''
      response.writeHead(Number(searchParams.get('status') ?? 302), { location }).end('moved')
    } else if (first === 'page') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(searchParams.get('html'))
    } else response.writeHead(200, { 'content-type': 'text/plain' }).end('fine')
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, asked }
}
