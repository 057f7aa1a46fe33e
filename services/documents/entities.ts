import { defineEntity, p } from '@mikro-orm/core'

/** The documents of one part or one kit; it belongs to its owner from the owner's creation to its end. */
export const AttachmentSet = defineEntity({
  name: 'AttachmentSet',
  tableName: 'attachment_sets',
  properties: {
    id: p.integer().primary(),
    coverAttachmentId: p.integer().nullable(),
  },
})
