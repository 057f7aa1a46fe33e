import fp from 'fastify-plugin'

const WITH_CHARSET = 'application/json; charset=utf-8'

/**
 * What every answer and every JSON request has in common: the correlation id goes back as `X-Request-ID`, the
 * content type of JSON carries no charset (it has none, RFC 8259), and an empty JSON body counts as none.
 */
export default fp(
  async (app) => {
    app.addHook('onRequest', (request, reply, done) => {
      reply.header('x-request-id', request.id)
      done()
    })
    app.addHook('onSend', (_request, reply, payload, done) => {
      if (reply.getHeader('content-type') === WITH_CHARSET) reply.header('content-type', 'application/json')
      done(null, payload)
    })

    app.removeContentTypeParser(['application/json', 'text/plain'])
    const parseJson = app.getDefaultJsonParser('error', 'error')
    app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
      if (body === '') done(null, undefined)
      else parseJson(request, body, done)
    })
  },
  { name: 'http-conventions', fastify: '5.x' },
)
