import fp from 'fastify-plugin'
import { runWithin } from '../../../plugins/lifecycle/time-limit.ts'
import { OidcClient } from './oidc-client.ts'
import { discoverProvider } from './provider.ts'
import { ProviderDiscovery } from './provider-discovery.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Null while sign-in is off. */
    oidcClient: OidcClient | null
  }
}

/** Seconds that a start waits for the first discovery; after that the discovery goes on in the background. */
const START_WAITS_SECONDS = 3

export default fp(
  async (app) => {
    const { config, log, readiness } = app
    const { oidcIssuerUrl: issuerUrl, oidcClientId: clientId, oidcClientSecret: clientSecret } = config
    if (!config.oidcEnabled) {
      app.decorate('oidcClient', null)
      return
    }
    if (issuerUrl === null || clientId === null || clientSecret === null) {
      throw new Error('OIDC_ENABLED needs OIDC_ISSUER_URL, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET')
    }

    const warn = (message: string) => log.warn(message)
    const discovery = new ProviderDiscovery(() => discoverProvider({ issuerUrl, clientId, clientSecret, warn }), log)
    const settings = { scopes: config.oidcScopes, baseurl: config.baseurl, basePath: config.basePath }
    app.decorate('oidcClient', new OidcClient(settings, discovery))
    app.addHook('onReady', async () => {
      await runWithin(START_WAITS_SECONDS, () => discovery.start())
    })
    app.addHook('onClose', async () => discovery.stop())
    readiness.addCheck('oidc', () => {
      const discovered = discovery.provider !== null
      return { discovered, ok: discovered }
    })
  },
  { name: 'oidc-client', fastify: '5.x', dependencies: ['config', 'health'] },
)
