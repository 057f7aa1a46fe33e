import type { JWTPayload } from 'jose'
import t from 'tap'
import { signIn, startSignIn } from '../support/signed-in-app.ts'

t.test(
  'only access tokens open the service, though others are signed with the same key for the same client',
  async (t) => {
    const setup = await startSignIn(t)
    const { app, provider, baseurl } = setup
    const call = async (token: string) => {
      const [bearer, cookie] = await Promise.all([
        app.inject({ url: '/api/types', headers: { authorization: `Bearer ${token}` } }),
        app.inject({ url: '/api/types', headers: { cookie: `access_token=${token}` } }),
      ])
      t.equal(cookie.statusCode, bearer.statusCode)
      return bearer
    }
    const browser = await signIn(setup, 'eddie')
    const idToken = browser.cookie(baseurl, 'id_token') ?? ''
    const real = await call(idToken)
    t.equal(real.statusCode, 401, 'the ID token of a sign-in')
    t.match(real.json(), { error: 'Invalid token: it is no access token', code: 'AUTHENTICATION_REQUIRED' })

    const logout = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const others: [string, JWTPayload, Record<string, string>][] = [
      ['nonce', { nonce: 'n' }, {}],
      ['at_hash', { at_hash: 'h' }, {}],
      ['c_hash', { c_hash: 'h' }, {}],
      ['Keycloak: ID token', { typ: 'ID' }, {}],
      ['Keycloak: refresh token', { typ: 'Refresh' }, {}],
      ['Keycloak: logout token', { typ: 'Logout', events: logout }, {}],
      ['a type that is no text', { typ: 7 }, {}],
      ['logout token', { events: logout }, {}],
      ['logout token by its header', {}, { typ: 'logout+jwt' }],
      ['security event', {}, { typ: 'application/secevent+jwt' }],
      ['client assertion', {}, { typ: 'dpop+jwt' }],
      ['logout token that calls itself an access token', { events: logout }, { typ: 'at+jwt' }],
    ]
    for (const [name, claims, header] of others) {
      t.equal((await call(await provider.sign(claims, header))).statusCode, 401, name)
    }
    const own: [string, JWTPayload, Record<string, string>][] = [
      ['nothing said', {}, {}],
      ['JWT', {}, { typ: 'JWT' }],
      ['RFC 9068', {}, { typ: 'at+jwt' }],
      ['RFC 9068, in full', {}, { typ: 'application/at+jwt' }],
      ['Keycloak', { typ: 'Bearer' }, { typ: 'JWT' }],
      ['Keycloak before version 25', { typ: 'Bearer', nonce: 'n' }, { typ: 'JWT' }],
    ]
    for (const [name, claims, header] of own) {
      t.equal((await call(await provider.sign(claims, header))).statusCode, 200, name)
    }
  },
)
