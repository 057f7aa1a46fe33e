import { defineEntity, p } from '@mikro-orm/core'

/** The answer to the first request with a key. */
export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  checks: [
    { name: 'ck_idempotency_keys_status', expression: 'status_code >= 200 and status_code < 500' },
    { name: 'ck_idempotency_keys_body', expression: 'octet_length(body) <= 65536' },
  ],
  properties: {
    keyHash: p.blob().primary(),
    fingerprint: p.blob(),
    statusCode: p.smallint(),
    headers: p.json<Record<string, string>>(),
    body: p.text().nullable(),
    bodyHash: p.blob().nullable(),
    reference: p.text().nullable(),
    expiresAt: p.datetime().index('ix_idempotency_keys_expires_at'),
  },
})
