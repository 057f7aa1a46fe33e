import { defineEntity, p } from '@mikro-orm/core'
import { identity } from '../../entity-columns.ts'
import { Device } from '../devices/entities.ts'
import { Person } from '../people/entities.ts'
import type { WaitingDevice } from './waiting-device.ts'

/** A code that lets one device in, once. Of the codes only hashes are stored. */
export const PairingCode = defineEntity({
  name: 'PairingCode',
  tableName: 'pairing_codes',
  properties: {
    id: identity(),
    codeHash: p.blob().unique('uq_pairing_codes_code_hash'),
    typedHash: p.blob().nullable().unique('uq_pairing_codes_typed_hash'),
    waitHash: p.blob().nullable().unique('uq_pairing_codes_wait_hash'),
    kind: p.text(),
    personId: () =>
      p
        .manyToOne(Person)
        .mapToPk()
        .fieldName('person_id')
        .nullable()
        .deleteRule('no action')
        .foreignKeyName('fk_pairing_codes_person')
        .index('ix_pairing_codes_person'),
    name: p.text().nullable(),
    role: p.text().nullable(),
    isFirst: p.boolean().default(false),
    madeBy: () =>
      p
        .manyToOne(Person)
        .mapToPk()
        .fieldName('made_by')
        .nullable()
        .deleteRule('no action')
        .foreignKeyName('fk_pairing_codes_made_by')
        .index('ix_pairing_codes_made_by'),
    madeAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime().index('ix_pairing_codes_expires_at'),
    state: p.text().default('open'),
    approvedAt: p.datetime().nullable(),
    attempts: p.integer().default(0),
    device: p.json<WaitingDevice>().nullable(),
    collectedDeviceId: () =>
      p
        .manyToOne(Device)
        .mapToPk()
        .fieldName('collected_device_id')
        .nullable()
        .deleteRule('no action')
        .foreignKeyName('fk_pairing_codes_collected_device')
        .index('ix_pairing_codes_collected_device'),
    /** With the wait token it makes the secret of that device. */
    secretSalt: p.blob().nullable(),
  },
  checks: [
    { name: 'ck_pairing_codes_kind', expression: "kind in ('link', 'typed', 'terminal')" },
    { name: 'ck_pairing_codes_state', expression: "state in ('open', 'waiting', 'used', 'cancelled')" },
    { name: 'ck_pairing_codes_person', expression: 'person_id is not null or role is not null' },
  ],
})
