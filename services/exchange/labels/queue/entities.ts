import { defineEntity, p } from '@mikro-orm/core'
import { createdAt, identity } from '../../../entity-columns.ts'

/** A label that waits for being printed together with others. */
export const LabelQueueItem = defineEntity({
  name: 'LabelQueueItem',
  tableName: 'label_queue',
  properties: {
    id: identity(),
    /** The subject of the person; an empty text is everybody without sign-in. */
    owner: p.text(),
    kind: p.text(),
    item: p.string().length(25),
    copies: p.integer(),
    createdAt: createdAt(),
  },
  indexes: [{ name: 'ix_label_queue_owner', properties: ['owner', 'id'] }],
  checks: [
    { name: 'ck_label_queue_kind', expression: "kind in ('part', 'location', 'box', 'kit', 'pick_list')" },
    { name: 'ck_label_queue_copies', expression: 'copies >= 1 and copies <= 1000' },
  ],
})
