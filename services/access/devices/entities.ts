import { defineEntity, p } from '@mikro-orm/core'
import { identity } from '../../entity-columns.ts'
import { Person } from '../people/entities.ts'

/** A browser of a person that has been paired. Of its secret only the hash is stored. */
export const Device = defineEntity({
  name: 'Device',
  tableName: 'devices',
  properties: {
    id: identity(),
    personId: () =>
      p
        .manyToOne(Person)
        .mapToPk()
        .fieldName('person_id')
        .deleteRule('no action')
        .foreignKeyName('fk_devices_person')
        .index('ix_devices_person'),
    name: p.text(),
    secretHash: p.blob().unique('uq_devices_secret_hash'),
    userAgent: p.text().nullable(),
    pairedAt: p.datetime().defaultRaw('now()'),
    renewedAt: p.datetime().defaultRaw('now()'),
    lastSeenAt: p.datetime().defaultRaw('now()'),
    lastAddress: p.text().nullable(),
    revokedAt: p.datetime().nullable(),
    /** Null until it has shown its secret for the first time. */
    firstUsedAt: p.datetime().nullable(),
  },
  checks: [{ name: 'ck_devices_name', expression: 'char_length(name) >= 1 and char_length(name) <= 100' }],
})
