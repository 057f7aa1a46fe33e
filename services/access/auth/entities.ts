import { defineEntity, p } from '@mikro-orm/core'

/** The state of a sign-in that has been used: it is accepted once. */
export const UsedLoginState = defineEntity({
  name: 'UsedLoginState',
  tableName: 'used_login_states',
  properties: {
    stateHash: p.text().primary(),
    expiresAt: p.datetime().index('ix_used_login_states_expires_at'),
  },
})

/** A refresh token of a session that was signed out. The service refuses it, also while the provider would accept it. */
export const ForgottenRefreshToken = defineEntity({
  name: 'ForgottenRefreshToken',
  tableName: 'forgotten_refresh_tokens',
  properties: {
    tokenHash: p.text().primary(),
    expiresAt: p.datetime().index('ix_forgotten_refresh_tokens_expires_at'),
  },
})

/** A refresh token that the provider has issued or renewed. No limit of refused tokens holds for it, on any replica. */
export const KnownRefreshToken = defineEntity({
  name: 'KnownRefreshToken',
  tableName: 'known_refresh_tokens',
  properties: {
    tokenHash: p.text().primary(),
    expiresAt: p.datetime().index('ix_known_refresh_tokens_expires_at'),
  },
})

/** A refresh of tokens. Without tokens the row is the lock of the replica that refreshes, with them its result. */
export const TokenRefresh = defineEntity({
  name: 'TokenRefresh',
  tableName: 'token_refreshes',
  properties: {
    refreshTokenHash: p.text().primary(),
    sealedTokens: p.text().nullable(),
    expiresAt: p.datetime().index('ix_token_refreshes_expires_at'),
  },
})
