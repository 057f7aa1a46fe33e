import { defineEntity, p } from '@mikro-orm/core'
import { createdAt, identity } from '../../entity-columns.ts'

/** Somebody who may use the service. A person is never deleted, because the ledger names them. */
export const Person = defineEntity({
  name: 'Person',
  tableName: 'people',
  properties: {
    id: identity(),
    name: p.text(),
    foldedName: p.text().unique('uq_people_folded_name'),
    role: p.text(),
    createdAt: createdAt(),
    deactivatedAt: p.datetime().nullable(),
  },
  checks: [
    { name: 'ck_people_name', expression: 'char_length(name) >= 1 and char_length(name) <= 100' },
    { name: 'ck_people_role', expression: "role in ('reader', 'editor', 'admin')" },
  ],
})
