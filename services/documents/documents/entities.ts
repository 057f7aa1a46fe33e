import { defineEntity, p } from '@mikro-orm/core'
import { createdAt, identity, updatedAt } from '../../entity-columns.ts'

/** The documents of one part or one kit; it belongs to its owner from the owner's creation to its end. */
export const AttachmentSet = defineEntity({
  name: 'AttachmentSet',
  tableName: 'attachment_sets',
  properties: {
    id: identity(),
    coverAttachmentId: () =>
      p
        .manyToOne(Attachment)
        .mapToPk()
        .fieldName('cover_attachment_id')
        .nullable()
        .deleteRule('set null')
        .foreignKeyName('fk_attachment_sets_cover')
        .index('ix_attachment_sets_cover'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
})

/** SQL for the texts of a document, in which a product code may stand. */
const WORDS = "coalesce(title, '') || ' ' || coalesce(filename, '') || ' ' || coalesce(url, '')"

/** A document of a set: an uploaded file, or a URL with what was found there. */
export const Attachment = defineEntity({
  name: 'Attachment',
  tableName: 'attachments',
  properties: {
    id: identity(),
    attachmentSetId: () =>
      p
        .manyToOne(AttachmentSet)
        .mapToPk()
        .fieldName('attachment_set_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_attachments_attachment_set')
        .index('ix_attachments_attachment_set_id'),
    attachmentType: p.text(),
    title: p.string().length(255),
    s3Key: p.string().length(500).nullable().fieldName('s3_key').index('ix_attachments_s3_key'),
    url: p.string().length(2000).nullable(),
    filename: p.string().length(255).nullable(),
    contentType: p.string().length(100).nullable(),
    fileSize: p.integer().nullable(),
    pictureKey: p
      .string()
      .length(500)
      .nullable()
      .generated(
        "case when content_type ~~ 'image/%' and s3_key ~ '^cas/[0-9a-f]{64}$' then s3_key else null end stored",
      ),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  indexes: [
    {
      name: 'ix_attachments_long_number',
      expression: `create index ix_attachments_long_number on attachments (long_number(${WORDS}) collate "C") where long_number(${WORDS}) is not null`,
    },
  ],
  checks: [{ name: 'ck_attachments_type', expression: "attachment_type in ('url', 'image', 'pdf')" }],
})

/** Stored content that a sweep has removed, or is removing while `endedAt` is null. */
export const SweptContent = defineEntity({
  name: 'SweptContent',
  tableName: 'swept_contents',
  properties: {
    s3Key: p.string().length(500).primary().fieldName('s3_key'),
    sweepId: p.uuid().index('ix_swept_contents_sweep_id'),
    beganAt: p.datetime().defaultRaw('now()'),
    endedAt: p.datetime().nullable(),
  },
})
