import { Type } from 'typebox'
import { LeftOutList } from '../../catalogue/retired-parts/left-out.ts'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'
import { ChangedPartSchema, ChangedRecordSchema } from '../operations/changed-records.ts'
import { StayingRecordSchema } from '../operations/rest-of-undo.ts'
import { authorFields, whyFields } from '../operations/schemas.ts'

const OperationId = Type.String({ format: 'uuid' })

/** A row of the ledger in an operation. */
const OperationRowSchema = Type.Object(
  {
    id: Nullable(Type.Integer({ description: 'Null in what a dry run answers' })),
    part_key: Type.String(),
    delta_qty: Type.Integer({ description: 'Pieces added, or taken when negative' }),
    location_reference: Nullable(Type.String({ description: 'Box and location, as "3-14"' })),
    timestamp: Timestamp,
    ...whyFields,
  },
  { title: 'OperationRow' },
)
export type OperationRow = Type.Static<typeof OperationRowSchema>

/** A part that an operation has made, deleted or brought back. */
const PartChangeSchema = Type.Object(
  { part_key: Type.String(), change: OneOf(['created', 'deleted', 'restored']) },
  { title: 'PartChange' },
)
export type PartChange = Type.Static<typeof PartChangeSchema>

const operation = {
  timestamp: Timestamp,
  ...authorFields,
  summary: Type.String({ description: 'A sentence for people' }),
  rows: Type.Array(OperationRowSchema, { description: 'Its rows of the ledger, the first 20 in a list' }),
  edits: Type.Array(ChangedPartSchema, {
    description:
      'What an edit or an import has changed of parts that were there, the first 20 of them; long texts are cut',
  }),
  edit_count: Type.Integer({ description: 'Of how many parts it has changed fields' }),
  part_changes: Type.Array(PartChangeSchema, {
    description: 'Parts that it has made, deleted or brought back, the first 20 of them',
  }),
  part_change_count: Type.Integer({ description: 'How many parts it has made, deleted or brought back' }),
  record_changes: Type.Array(ChangedRecordSchema, {
    description:
      'Other records that an import or a scan has changed: kits, shopping lists, their lines, sellers and what they have for parts, types, boxes; the first 20 of them. What belongs to a record that it has made is not named',
  }),
  record_change_count: Type.Integer({ description: 'How many other records it has changed' }),
  staying_records: Type.Array(StayingRecordSchema, {
    description:
      'Of an undo: records that the operation had made and that stay, as something else needs them; the first 20 of them',
  }),
  staying_record_count: Type.Integer({ description: 'How many of them stay' }),
  row_count: Type.Integer(),
  net_pieces: Type.Integer({ description: 'Pieces that came, or went when negative, over all rows' }),
  undoable: Type.Boolean(),
  not_undoable_because: Nullable(Type.String()),
  undoes: Nullable(Type.String({ format: 'uuid', description: 'The operation that this one took back' })),
  undone_by: Nullable(Type.String({ format: 'uuid', description: 'The operation that took this one back' })),
}

export const OperationSchema = Type.Object({ operation_id: OperationId, ...operation }, { title: 'Operation' })
export type OperationDto = Type.Static<typeof OperationSchema>

export const KitShortSchema = Type.Object(
  {
    kit_id: Type.Integer(),
    name: Type.String(),
    units: Type.Integer({ description: 'Units of the build target that cannot be built any more' }),
  },
  { title: 'KitShort' },
)

/** What undoing has done; or what it would do, then without an id. */
export const UndoneOperationSchema = Type.Object(
  {
    operation_id: Nullable(OperationId),
    ...operation,
    kits_short: Type.Optional(
      Type.Array(KitShortSchema, {
        description: 'Only in what a dry run answers: kits that could be built before and not after',
      }),
    ),
    left_out: Type.Optional(LeftOutList),
  },
  { title: 'UndoneOperation' },
)
export type UndoneOperation = Type.Static<typeof UndoneOperationSchema>
