import { defineEntity, p } from '@mikro-orm/core'
import { createdAt, identity } from '../../entity-columns.ts'
import { Person } from '../people/entities.ts'

/** A token with which a program acts for somebody. Of its secret only the hash is stored. */
export const AccessToken = defineEntity({
  name: 'AccessToken',
  tableName: 'access_tokens',
  properties: {
    id: identity(),
    secretHash: p.blob().unique('uq_access_tokens_secret_hash'),
    name: p.text(),
    role: p.text(),
    scope: p.text().nullable(),
    personId: () =>
      p
        .manyToOne(Person)
        .mapToPk()
        .fieldName('person_id')
        .nullable()
        .deleteRule('no action')
        .foreignKeyName('fk_access_tokens_person')
        .index('ix_access_tokens_person'),
    ownerSubject: p.text().index('ix_access_tokens_owner'),
    ownerName: p.text().nullable(),
    createdAt: createdAt(),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    lastAddress: p.text().nullable(),
    revokedAt: p.datetime().nullable(),
  },
  checks: [
    { name: 'ck_access_tokens_name', expression: 'char_length(name) >= 1 and char_length(name) <= 100' },
    { name: 'ck_access_tokens_role', expression: "role in ('reader', 'editor', 'admin')" },
    { name: 'ck_access_tokens_scope', expression: "scope in ('kicad', 'scan', 'agent', 'metrics')" },
  ],
})
