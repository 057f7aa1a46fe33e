import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import Fastify from 'fastify'
import t, { type Test } from 'tap'
import bodyDeadline, { type BodyDeadlineOptions } from '../../plugins/body-deadline.ts'

const SHORT = { windowSeconds: 0.1, answeredWindowSeconds: 0.1, answeredSeconds: 1 }

async function start(t: Test, options: BodyDeadlineOptions = SHORT): Promise<number> {
  const app = Fastify({ bodyLimit: 2 ** 24 })
  await app.register(bodyDeadline, options)
  app.post('/', async ({ body }) => ({ length: JSON.stringify(body).length }))
  app.post('/refused', { onRequest: async (_request, reply) => reply.code(401).send('no') }, async () => 'never')
  t.teardown(() => app.close())
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return Number(new URL(url).port)
}

const head = (path: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`

/** Sends the text, and resolves with what the server says until it ends the connection. */
async function send(t: Test, port: number, ...parts: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  for (const part of parts) socket.write(part)
  return (await buffer(socket)).toString()
}

t.test('a body that stops arriving is refused with 408, and its connection ends', async (t) => {
  const port = await start(t)
  t.match(await send(t, port, head('/', 100), '"abc'), /^HTTP\/1\.1 408 /)
  t.match(await send(t, port, head('/', 100)), /^HTTP\/1\.1 408 /)
  const chunked = head('/', 0).replace('Content-Length: 0', 'Transfer-Encoding: chunked')
  t.match(await send(t, port, chunked, '5\r\n"abcd'), /^HTTP\/1\.1 408 /)
})

t.test('a request that is answered before its body has come does not hold its connection', async (t) => {
  const port = await start(t)
  t.match(await send(t, port, head('/refused', 100), '"abc'), /^HTTP\/1\.1 401 /)
  t.match(await send(t, port, head('/unknown', 100).replace('application/json', 'text/odd'), 'abc'), /^HTTP\/1\.1 4/)
  t.match(await send(t, port, head('/%', 100), '"abc'), /^HTTP\/1\.1 400 /)
})

/** Writes a byte at a time for as long as the connection lives. */
async function trickle(socket: Socket): Promise<void> {
  while (!socket.destroyed) {
    socket.write(' ')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

t.test('bytes that trickle in are no progress', async (t) => {
  const port = await start(t)
  for (const path of ['/', '/refused']) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.resume().write(head(path, 1000_000))
    void trickle(socket)
    // Not `once`, which an error of the connection would reject.
    await new Promise((resolve) => socket.on('close', resolve))
  }
})

t.test('a body that is slow but comes is taken, and the connection lives on', async (t) => {
  const port = await start(t, { ...SHORT, windowSeconds: 2 })
  const socket = connect(port, '127.0.0.1')
  t.teardown(() => socket.destroy())
  let answers = ''
  socket.on('data', (chunk) => {
    answers += chunk
  })
  const parts = Array.from({ length: 25 }, () => 'x'.repeat(20_000))
  const text = JSON.stringify(parts.join(''))
  for (let round = 1; round <= 2; round++) {
    socket.write(head('/', text.length))
    for (let at = 0; at < text.length; at += 20_000) {
      socket.write(text.slice(at, at + 20_000))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    while (answers.split('{"length":500002}').length <= round) await once(socket, 'data')
  }
  t.equal(answers.match(/HTTP\/1\.1 200/g)?.length, 2)
})

t.test('a handler that takes its time with the body is not the fault of the client', async (t) => {
  const app = Fastify()
  await app.register(bodyDeadline, SHORT)
  const gate = Promise.withResolvers<void>()
  let looks = 0
  app.post('/', { onRequest: () => gate.promise }, async ({ body }) => body)
  t.teardown(() => app.close())
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = fetch(url, { method: 'POST', body: '"abc"', headers: { 'content-type': 'application/json' } })
  const watch = setInterval(() => {
    looks += 1
    if (looks > 5) gate.resolve()
  }, SHORT.windowSeconds * 1000)
  t.teardown(() => clearInterval(watch))
  t.equal(await (await answer).text(), 'abc')
})
