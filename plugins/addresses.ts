import fp from 'fastify-plugin'

/** Says in the log where the service can be reached, once it listens. */
export default fp(
  async (app) => {
    app.addHook('onListen', async () => {
      const [address] = app.addresses()
      if (!address || typeof address === 'string') return
      const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
      const base = `http://${host}:${address.port}${app.prefix}`
      app.log.info(
        { api: `${base}/api`, reference: `${base}/api/docs/swagger/`, metrics: `${base}/metrics` },
        `ready: API at ${base}/api, its reference at ${base}/api/docs/swagger/, metrics at ${base}/metrics`,
      )
    })
  },
  { name: 'addresses', fastify: '5.x' },
)
