import type { CustomFetch } from 'openid-client'

/** Field that has the ID token of an answer afterwards. */
export const ID_TOKEN_FIELD = 'unverified_id_token'

/**
 * Changes the answer of a token endpoint so that `openid-client` accepts it.
 *
 * A missing `token_type` counts as `Bearer`. The ID token moves to another field: the service verifies it later, with the
 * same keys as access tokens.
 */
export const tolerantFetch: CustomFetch = async (url, { method, headers, body, redirect, signal }) => {
  const response = await fetch(url, { method, headers, redirect, body: body ?? null, signal: signal ?? null })
  if (response.status !== 200) return response
  const answer: unknown = await response.json().catch(() => null)
  const { id_token, ...rest } = typeof answer === 'object' && answer !== null ? { id_token: undefined, ...answer } : {}
  return Response.json({ token_type: 'Bearer', ...rest, ...(id_token !== undefined && { [ID_TOKEN_FIELD]: id_token }) })
}
