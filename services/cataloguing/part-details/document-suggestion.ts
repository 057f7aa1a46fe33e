import { type Static, Type } from 'typebox'
import { Nullable } from '../../schema-types.ts'

const DocumentPreview = Type.Object(
  {
    title: Type.Optional(Nullable(Type.String())),
    image_url: Type.Optional(Nullable(Type.String({ description: 'A picture that stands for it' }))),
    original_url: Type.String({ description: 'Where it can be looked at' }),
    content_type: Nullable(Type.String({ description: 'pdf, image, webpage or other' })),
  },
  { title: 'DocumentPreview' },
)

/** A proposal for a document of a part. */
export const DocumentSuggestion = Type.Object(
  {
    url: Type.String(),
    document_type: Type.String({ description: 'product_page, datasheet or pinout' }),
    is_cover_image: Type.Optional(Type.Boolean({ default: false })),
    preview: Type.Optional(Nullable(DocumentPreview)),
  },
  { title: 'DocumentSuggestion' },
)
export type DocumentSuggestion = Static<typeof DocumentSuggestion>
