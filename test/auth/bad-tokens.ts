import { createHmac } from 'node:crypto'
import { base64url, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { CLIENT_ID, type IdentityProvider } from '../support/identity-provider.ts'

type Status = 'expired' | 'invalid_signature' | 'invalid_claims' | 'invalid_token' | 'error'

/** A token that must not be accepted, and as what it counts. */
export interface BadToken {
  name: string
  token: string
  status: Status
}

function encode(value: unknown): string {
  return base64url.encode(typeof value === 'string' ? value : JSON.stringify(value))
}

function forge(header: unknown, payload: unknown, signature = 'AAAA'): string {
  return `${encode(header)}.${encode(payload)}.${signature}`
}

/** Tokens whose signature is the provider's, but which claim what they may not. */
async function wrongClaims(provider: IdentityProvider): Promise<BadToken[]> {
  const now = Math.floor(Date.now() / 1000)
  const cases: [string, Status, Record<string, unknown>][] = [
    ['expired a minute ago', 'expired', { exp: now - 60 }],
    ['expired just beyond the tolerance', 'expired', { exp: now - 31 }],
    ['expired in 1970', 'expired', { exp: 1 }],
    ['expiry zero', 'expired', { exp: 0 }],
    ['negative expiry', 'expired', { exp: -1 }],
    ['no expiry', 'invalid_token', { exp: undefined }],
    ['expiry as text', 'invalid_token', { exp: String(now + 300) }],
    ['expiry null', 'invalid_token', { exp: null }],
    ['not yet valid', 'invalid_token', { nbf: now + 120 }],
    ['not-before as text', 'invalid_token', { nbf: 'soon' }],
    ['issued in the future', 'invalid_token', { iat: now + 120 }],
    ['issue time as text', 'invalid_token', { iat: 'now' }],
    ['another issuer', 'invalid_claims', { iss: 'https://evil.example' }],
    ['issuer with more behind it', 'invalid_claims', { iss: `${provider.issuer}.evil.example` }],
    ['issuer in upper case', 'invalid_claims', { iss: provider.issuer.toUpperCase() }],
    ['issuer as a list', 'invalid_claims', { iss: [provider.issuer] }],
    ['issuer empty', 'invalid_claims', { iss: '' }],
    ['no issuer', 'invalid_token', { iss: undefined }],
    ['another audience', 'invalid_claims', { aud: 'billing' }],
    ['other audiences', 'invalid_claims', { aud: ['billing', 'mail'] }],
    ['audience that begins alike', 'invalid_claims', { aud: `${CLIENT_ID}-admin` }],
    ['empty audience list', 'invalid_claims', { aud: [] }],
    ['audience as an object', 'invalid_claims', { aud: { [CLIENT_ID]: true } }],
    ['no audience', 'invalid_token', { aud: undefined }],
    ['no subject', 'error', { sub: undefined }],
    ['empty subject', 'error', { sub: '' }],
    ['subject as a number', 'error', { sub: 7 }],
    ['subject null', 'error', { sub: null }],
  ]
  return Promise.all(
    cases.map(async ([name, status, claims]) => ({ name, status, token: await provider.sign(claims) })),
  )
}

/** Tokens that the provider has not signed, or not so. */
async function wrongSignatures(provider: IdentityProvider): Promise<BadToken[]> {
  const [key] = provider.keys
  if (key === undefined) throw new Error('the provider has no key')
  const { kid } = key
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: provider.issuer, aud: CLIENT_ID, sub: 'ada', iat: now, exp: now + 300 }
  const admin = { ...claims, realm_access: { roles: ['admin'] } }
  const valid = await provider.sign()
  const [header = '', payload = '', signature = ''] = valid.split('.')

  const publicPem = await exportSPKI(key.publicKey)
  const publicJwk = await exportJWK(key.publicKey)
  const hs256 = (secret: string) => {
    const input = `${encode({ alg: 'HS256', kid })}.${encode(admin)}`
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
  }
  const own = await generateKeyPair('RS256', { extractable: true })
  const ec = await generateKeyPair('ES256')
  const pss = await generateKeyPair('PS256')
  const ownJwk = await exportJWK(own.publicKey)
  const sign = (header: Record<string, unknown>, key = own.privateKey) =>
    new SignJWT(admin).setProtectedHeader({ alg: 'RS256', ...header }).sign(key)

  return [
    { name: 'alg none without signature', status: 'invalid_token', token: forge({ alg: 'none', kid }, admin, '') },
    { name: 'alg None', status: 'invalid_token', token: forge({ alg: 'None', kid }, admin, '') },
    {
      name: 'alg nOnE with the signature',
      status: 'invalid_token',
      token: forge({ alg: 'nOnE', kid }, admin, signature),
    },
    { name: 'alg missing', status: 'invalid_token', token: forge({ kid }, admin, signature) },
    { name: 'alg as a list', status: 'invalid_token', token: forge({ alg: ['RS256'], kid }, admin, signature) },
    { name: 'alg empty', status: 'invalid_token', token: forge({ alg: '', kid }, admin, signature) },
    { name: 'HS256 with the public key as PEM', status: 'invalid_token', token: hs256(publicPem) },
    { name: 'HS256 with the modulus', status: 'invalid_token', token: hs256(publicJwk.n ?? '') },
    { name: 'HS256 with an empty secret', status: 'invalid_token', token: hs256('') },
    { name: 'ES256', status: 'invalid_token', token: await sign({ alg: 'ES256', kid }, ec.privateKey) },
    { name: 'PS256', status: 'invalid_token', token: await sign({ alg: 'PS256', kid }, pss.privateKey) },
    { name: 'another key under the known id', status: 'invalid_signature', token: await sign({ kid }) },
    { name: 'another key under another id', status: 'invalid_token', token: await sign({ kid: 'mine' }) },
    { name: 'no key id', status: 'invalid_token', token: await sign({}) },
    { name: 'empty key id', status: 'invalid_token', token: await sign({ kid: '' }) },
    { name: 'key id that is a path', status: 'invalid_token', token: await sign({ kid: '../../dev/null' }) },
    { name: 'key id that is SQL', status: 'invalid_token', token: await sign({ kid: "' or 1=1 --" }) },
    { name: 'embedded key', status: 'invalid_token', token: await sign({ jwk: ownJwk }) },
    { name: 'embedded key under the known id', status: 'invalid_signature', token: await sign({ kid, jwk: ownJwk }) },
    { name: 'key address', status: 'invalid_signature', token: await sign({ kid, jku: 'http://127.0.0.1:9/keys' }) },
    {
      name: 'certificate address',
      status: 'invalid_signature',
      token: await sign({ kid, x5u: 'http://127.0.0.1:9/x' }),
    },
    { name: 'certificate chain', status: 'invalid_signature', token: await sign({ kid, x5c: ['MIIB'] }) },
    {
      name: 'unknown critical extension',
      status: 'invalid_token',
      token: forge({ alg: 'RS256', kid, crit: ['secret-extension'], 'secret-extension': 1 }, admin, signature),
    },
    { name: 'payload of another token', status: 'invalid_signature', token: `${header}.${encode(admin)}.${signature}` },
    {
      name: 'algorithm changed',
      status: 'invalid_token',
      token: `${encode({ alg: 'RS384', kid })}.${payload}.${signature}`,
    },
    {
      name: 'header changed',
      status: 'invalid_signature',
      token: `${encode({ alg: 'RS256', kid, typ: 'x' })}.${payload}.${signature}`,
    },
    { name: 'signature cut', status: 'invalid_signature', token: valid.slice(0, -8) },
    { name: 'signature empty', status: 'invalid_signature', token: `${header}.${payload}.` },
    { name: 'signature of zeros', status: 'invalid_signature', token: `${header}.${payload}.${'A'.repeat(342)}` },
    { name: 'psychic signature', status: 'invalid_signature', token: `${header}.${payload}.AA` },
  ]
}

function malformed(): BadToken[] {
  const admin = { sub: 'ada', realm_access: { roles: ['admin'] } }
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
  const tokens: [string, string, BadToken['status']?][] = [
    ['one word', 'token'],
    ['two parts', 'a.b'],
    ['three letters', 'a.b.c'],
    ['four parts', 'a.b.c.d'],
    ['five parts, as if encrypted', 'eyJhbGciOiJkaXIifQ..a.b.c'],
    ['only dots', '..'],
    ['header is no JSON', `${encode('{')}.${encode(admin)}.AAAA`],
    ['header is a list', forge([], admin)],
    ['header is null', forge(null, admin)],
    ['payload is no JSON', forge({ alg: 'RS256', kid: 'first' }, '{'), 'invalid_signature'],
    ['characters that are not base64url', 'ä.ö.ü'.replace(/[^.]/g, '*')],
    ['a deep nest', forge(`{"alg":"RS256","kid":"first","deep":${deep}}`, admin), 'invalid_signature'],
    ['prototype in the header', `${encode('{"__proto__":{"alg":"RS256"},"kid":"first"}')}.${encode(admin)}.AAAA`],
    ['20 KB', forge({ alg: 'RS256', kid: 'x'.repeat(15_000) }, admin)],
    ['1 MB', `${encode({ alg: 'RS256', kid: 'first' })}.${'A'.repeat(1_000_000)}.AAAA`],
    ['a test session, outside of tests', 'test-session-AAAAAAAAAAAAAAAAAAAAAA'],
    ['an opaque token', 'f3a6c1f0d9b84f6f8d0a'],
  ]
  return tokens.map(([name, token, status = 'invalid_token']) => ({ name, token, status }))
}

/** Everything that somebody may present instead of a valid token. */
export async function badTokens(provider: IdentityProvider): Promise<BadToken[]> {
  return [...(await wrongClaims(provider)), ...(await wrongSignatures(provider)), ...malformed()]
}
