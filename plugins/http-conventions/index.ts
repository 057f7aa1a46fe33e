import fp from 'fastify-plugin'
import { assertReadable } from './body-headers.ts'
import { assertKnownExpectation } from './expectation.ts'
import { parseJsonBody } from './json-body.ts'
import { assertOneHost } from './one-host.ts'

const WITH_CHARSET = 'application/json; charset=utf-8'

/** What a check throws. The hooks of every request hand it on: to wait for a promise costs more than the checks. */
function problemOf(check: () => void): Error | undefined {
  try {
    check()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/**
 * What every answer and every JSON request has in common: the correlation id goes back as `X-Request-ID`, the
 * content type of JSON carries no charset (it has none, RFC 8259), a request names one host, expects nothing but "100-continue", and a JSON body is UTF-8.
 * An empty JSON body counts as none.
 */
export default fp(
  async (app) => {
    app.addHook('onRequest', ({ id, raw }, reply, done) => {
      reply.header('x-request-id', id)
      done(
        problemOf(() => {
          assertOneHost(raw)
          assertKnownExpectation(raw)
        }),
      )
    })
    // Node answers such a request itself, without a body, unless somebody listens. It goes the way of every other one.
    app.server.on('checkExpectation', (request, response) => {
      app.server.emit('request', request, response)
    })
    app.addHook('onSend', (_request, reply, payload, done) => {
      if (reply.getHeader('content-type') === WITH_CHARSET) reply.header('content-type', 'application/json')
      done(null, payload)
    })
    app.addHook('preParsing', ({ headers }, _reply, _payload, done) => {
      done(problemOf(() => assertReadable(headers)))
    })

    app.removeContentTypeParser(['application/json', 'text/plain'])
    app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
      try {
        done(null, parseJsonBody(body))
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    })
  },
  { name: 'http-conventions', fastify: '5.x' },
)
