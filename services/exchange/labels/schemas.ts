import { Type } from 'typebox'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'
import { LABEL_KINDS, MEDIA } from './templates/template.ts'

export const LabelKindSchema = OneOf(LABEL_KINDS, { title: 'LabelKind' })

export const LabelTemplateSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    media: OneOf(MEDIA, { title: 'LabelMedia' }),
    width_mm: Type.Number({ description: 'Of one label' }),
    height_mm: Nullable(Type.Number({ description: 'Of one label; null for a roll without gaps' })),
    page_width_mm: Type.Number(),
    page_height_mm: Nullable(Type.Number()),
    columns: Type.Integer(),
    rows: Type.Integer(),
    left_mm: Type.Number({ description: 'From the edge of the page to the first label' }),
    top_mm: Type.Number({ description: 'As `left_mm`' }),
    pitch_x_mm: Type.Number({ description: 'From the beginning of one label to that of the next' }),
    pitch_y_mm: Type.Number({ description: 'As `pitch_x_mm`' }),
    kinds: Type.Array(LabelKindSchema, { description: 'What it is for' }),
  },
  { title: 'LabelTemplate' },
)
export type LabelTemplateDto = Type.Static<typeof LabelTemplateSchema>

export const QueuedLabelSchema = Type.Object(
  {
    queue_item_id: Type.Integer(),
    kind: LabelKindSchema,
    id: Type.String({ description: 'As labels have it: ABCD, 7-12, 7' }),
    copies: Type.Integer(),
    created_at: Timestamp,
    name: Nullable(
      Type.String({
        description:
          'In words: the description of the part or of the box, the name of the kit; null: there is no such thing any more',
      }),
    ),
    place: Nullable(Type.String({ description: 'Where most pieces of a part lie' })),
    cover_url: Nullable(Type.String()),
  },
  { title: 'QueuedLabel' },
)
export type QueuedLabel = Type.Static<typeof QueuedLabelSchema>

const LeftOutLabelSchema = Type.Object(
  {
    kind: LabelKindSchema,
    id: Type.String(),
    copies: Type.Integer(),
    because: Type.String({ description: 'The reason, in words' }),
  },
  {
    title: 'LeftOutLabel',
    examples: [{ kind: 'location', id: '7-12', copies: 1, because: 'there is no location 7-12' }],
  },
)
export type LeftOutLabel = Type.Static<typeof LeftOutLabelSchema>

export const LabelsAddedSchema = Type.Object(
  {
    added: Type.Array(QueuedLabelSchema),
    left_out: Type.Array(LeftOutLabelSchema, { description: 'What is not there, or not any more' }),
  },
  { title: 'LabelsAdded' },
)
export type LabelsAdded = Type.Static<typeof LabelsAddedSchema>
