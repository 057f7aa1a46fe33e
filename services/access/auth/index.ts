import fp from 'fastify-plugin'
import { UNSET_BASEURL } from '../../../plugins/config/unset-baseurl.ts'
import { AuthService } from './auth-service.ts'
import { downloadKeys } from './download-keys.ts'
import { ForgottenTokens } from './forgotten-tokens.ts'
import { JWKS_REFRESH_TOTAL, KeySet } from './key-set.ts'
import { KnownTokens } from './known-tokens.ts'
import { LoginStates } from './login-states.ts'
import { SessionRenewal } from './session-renewal.ts'
import { SharedRefresh } from './shared-refresh.ts'
import { SignIn } from './sign-in.ts'
import { TestSessions } from './test-sessions.ts'
import { TokenValidator } from './token-validator.ts'

declare module 'fastify' {
  interface FastifyInstance {
    authService: AuthService
    signIn: SignIn
  }
}

export default fp(
  async (app) => {
    const { config, db, log, oidcClient: client } = app
    const clientId = config.oidcClientId ?? ''
    const clockSkewSeconds = config.oidcClockSkewSeconds

    const keys = new KeySet(async () => {
      if (!client?.provider) throw new Error('the identity provider has not been discovered')
      return downloadKeys(client.provider.jwksUri)
    })
    client?.onDiscoveryAttempt((provider) => {
      if (provider === null) JWKS_REFRESH_TOTAL.inc({ trigger: 'startup', status: 'failed' })
      else void keys.load('startup')
    })
    const validator = new TokenValidator(keys, {
      issuers: () => [...(client?.provider?.issuers ?? [])],
      audience: config.oidcAudience ?? clientId,
      clockSkewSeconds,
    })
    const refreshes = new SharedRefresh(config, db, (err) => {
      log.warn({ err }, 'renewed tokens cannot be handed to other requests of their session')
    })
    app.addHook('onClose', async () => refreshes.stop())

    const testSessions = config.isTesting ? new TestSessions() : null
    const settings = { clientId, clockSkewSeconds }
    const warn = (message: string) => log.warn(message)
    const [forgotten, known] = [new ForgottenTokens(db), new KnownTokens(db)]
    const renewal = client && new SessionRenewal({ client, refreshes, forgotten, known, log })
    const auth = new AuthService({
      callers: app.callers,
      client,
      keys,
      validator,
      renewal,
      testSessions,
      settings,
      warn,
    })
    app.decorate('authService', auth)
    app.decorate(
      'signIn',
      new SignIn({
        client,
        auth,
        renewal,
        states: new LoginStates(config, db),
        baseurl: config.baseurl.replace(/\/$/, ''),
        isAnywhere: config.authMode === 'own' && config.baseurl === UNSET_BASEURL,
        pairPath: config.authMode === 'own' ? `${config.basePath}/pair` : null,
        cookiesMayBeBlocked: config.oidcCookiePartitioned || config.oidcCookieSamesite === 'None',
      }),
    )
  },
  { name: 'auth-service', fastify: '5.x', dependencies: ['config', 'database', 'callers', 'oidc-client'] },
)
