import { connect } from 'node:net'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'

/** What is answered to a request whose body is announced and never sent. */
async function answerTo(port: number, path: string, contentType = 'application/json'): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${contentType}\r\nContent-Length: 1000\r\n\r\n{`,
  )
  let text = ''
  for await (const chunk of socket) {
    text += chunk
    if (text.includes('\r\n\r\n')) break
  }
  socket.destroy()
  return text.split('\r\n', 1).join('')
}

t.test('what nobody may send is refused before its body is read', async (t) => {
  const app = await buildApp(t, {
    settings: { sseGatewayUrl: 'http://127.0.0.1:9', sseCallbackSecret: 'secret', drainAuthKey: 'key' },
  })
  t.ok(app.server.requestTimeout > 0 && app.server.requestTimeout <= 3_600_000, 'every request has an end')
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
  t.match(await answerTo(port, '/api/sse/callback'), / 401 /)
  t.match(await answerTo(port, '/api/sse/callback?secret=wrong'), / 401 /)
  t.match(await answerTo(port, '/health/drain'), / 401 /)
  t.match(await answerTo(port, '/health/drain', 'multipart/form-data; boundary=x'), / 401 /)
  t.match(await answerTo(port, '/nowhere'), / 404 /)
  t.match(await answerTo(port, '/metrics'), / 405 /)
})

t.test('without a gateway nobody has to wait for a callback', async (t) => {
  const app = await buildApp(t)
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
  t.match(await answerTo(port, '/api/sse/callback'), / 404 /)
})
