import type { JSONWebKeySet } from 'jose'
import { PROVIDER_TIMEOUT_SECONDS } from '../oidc-client/provider.ts'

function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys)
}

/** Downloads the provider's signing keys. @throws Error when that fails, or the answer is not a key set. */
export async function downloadKeys(jwksUri: string): Promise<JSONWebKeySet> {
  const response = await fetch(jwksUri, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(PROVIDER_TIMEOUT_SECONDS * 1000),
  })
  if (response.status !== 200) throw new Error(`the signing keys were answered with HTTP status ${response.status}`)
  const body: unknown = await response.json()
  if (!isKeySet(body)) throw new Error('what the provider calls its signing keys is no key set')
  return body
}
