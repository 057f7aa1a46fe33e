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

/** A document of a set: an uploaded file, or a URL with what was found there. */
export const Attachment = defineEntity({
  name: 'Attachment',
  tableName: 'attachments',
  properties: {
    id: p.integer().primary(),
    attachmentSetId: p.integer(),
    attachmentType: p.string(),
    title: p.string().length(255),
    s3Key: p.string().length(500).nullable().fieldName('s3_key'),
    url: p.string().length(2000).nullable(),
    filename: p.string().length(255).nullable(),
    contentType: p.string().length(100).nullable(),
    fileSize: p.integer().nullable(),
  },
})
