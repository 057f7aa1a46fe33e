import { Type } from 'typebox'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'

export const ATTACHMENT_TYPES = ['url', 'image', 'pdf'] as const
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

const AttachmentTypeSchema = OneOf(ATTACHMENT_TYPES, { title: 'AttachmentType' })

const item = {
  id: Type.Integer(),
  attachment_type: AttachmentTypeSchema,
  title: Type.String(),
  url: Nullable(Type.String({ description: 'Where it was found, if it was attached as a URL' })),
  attachment_url: Nullable(Type.String({ description: 'Where its content is served, if it has any' })),
  preview_url: Nullable(Type.String({ description: 'A picture that stands for it' })),
}

export const AttachmentListItemSchema = Type.Object(item, { title: 'AttachmentListItem' })
export type AttachmentListItem = Type.Static<typeof AttachmentListItemSchema>

export const AttachmentSchema = Type.Object(
  {
    ...item,
    attachment_set_id: Type.Integer(),
    filename: Nullable(Type.String({ description: 'Name of the uploaded file' })),
    content_type: Nullable(Type.String({ description: 'Media type of its content' })),
    file_size: Nullable(Type.Integer({ description: 'Bytes of its content' })),
    created_at: Timestamp,
    updated_at: Timestamp,
  },
  { title: 'Attachment' },
)
export type AttachmentDto = Type.Static<typeof AttachmentSchema>

const cover_attachment_id = Nullable(Type.Integer())

export const AttachmentSetSchema = Type.Object(
  {
    id: Type.Integer(),
    cover_attachment_id,
    attachments: Type.Array(AttachmentListItemSchema),
    created_at: Timestamp,
    updated_at: Timestamp,
  },
  { title: 'AttachmentSet' },
)
export type AttachmentSetDto = Type.Static<typeof AttachmentSetSchema>

export const CoverSchema = Type.Object(
  { cover_attachment_id, cover_url: Nullable(Type.String({ description: 'The cover, if it is a picture' })) },
  { title: 'Cover' },
)
export type CoverDto = Type.Static<typeof CoverSchema>

export const AttachmentCopiedSchema = Type.Object({ attachment: AttachmentSchema }, { title: 'AttachmentCopied' })

export const UrlPreviewSchema = Type.Object(
  {
    title: Nullable(Type.String()),
    image_url: Nullable(Type.String({ description: 'A picture of what is there' })),
    original_url: Type.String(),
    content_type: Nullable(Type.String({ description: 'image, pdf, webpage, or other for what cannot be attached' })),
    refusal: Nullable(Type.String({ description: 'Why it cannot be attached, if it cannot' })),
  },
  { title: 'UrlPreview' },
)
export type UrlPreviewDto = Type.Static<typeof UrlPreviewSchema>
