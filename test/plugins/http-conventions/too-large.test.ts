import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

const MEBIBYTE = Buffer.alloc(2 ** 20, 'a')
const MEBIBYTES = 20

/**
 * Sends a long body to its end, and another request behind it on the same connection. What is answered is read last.
 *
 * @returns the status of each answer.
 */
async function post(base: string, path: string, isChunked: boolean): Promise<string[]> {
  const { hostname, port, host } = new URL(base)
  const socket = connect(Number(port), hostname)
  const write = async (bytes: string | Buffer) => {
    if (!socket.write(bytes)) await once(socket, 'drain')
  }
  const length = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${MEBIBYTES * MEBIBYTE.length}`
  await write(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${length}\r\n\r\n`)
  for (let sent = 0; sent < MEBIBYTES; sent += 1) {
    if (isChunked) await write(`${MEBIBYTE.length.toString(16)}\r\n`)
    await write(MEBIBYTE)
    if (isChunked) await write('\r\n')
  }
  if (isChunked) await write('0\r\n\r\n')
  await write(`GET /api/types HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  const answers = await text(socket)
  return Array.from(answers.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status = '']) => status)
}

t.test('a client that sends too much reads why, and its connection lives on', async (t) => {
  const app = await buildApp(t)
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  for (const isChunked of [false, true]) {
    for (const [path, status] of [
      ['/api/types', '413'],
      ['/api/parts', '413'],
      ['/api/nowhere', '404'],
    ] as const) {
      for (let round = 0; round < 5; round += 1) {
        const statuses = await post(base, path, isChunked).catch((error: Error) => [error.message])
        t.strictSame(statuses, [status, '200'], `${path} ${isChunked ? 'in chunks' : 'with its length'}`)
      }
    }
  }
})
