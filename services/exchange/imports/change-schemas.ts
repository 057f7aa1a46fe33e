import { type Static, Type } from 'typebox'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { FilledText, Nullable, OneOf } from '../../schema-types.ts'
import { ENCODINGS } from '../reading/formats/decode-text.ts'
import { DELIMITERS } from '../reading/formats/find-delimiter.ts'
import { MAX_COLUMNS } from '../reading/limits.ts'
import { GivenOptions } from './options.ts'
import { DecisionSchema, FieldSchema, KindSchema, ROW_FILTERS } from './schemas.ts'

const Version = Type.Integer({ minimum: 1, description: 'The version that was read; it has to be the current one' })

export const ImportChange = Type.Object(
  {
    version: Version,
    kind: Type.Optional(KindSchema),
    columns: Type.Optional(
      Type.Array(
        Type.Object(
          { index: Type.Integer({ minimum: 0, maximum: MAX_COLUMNS - 1 }), field: Nullable(FieldSchema) },
          { additionalProperties: false },
        ),
        { maxItems: MAX_COLUMNS },
      ),
    ),
    header_row: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_048_576, description: '0: there is none' })),
    // Compared with the names in the file.
    sheet: Type.Optional(Type.String({ minLength: 1, maxLength: 255, 'x-verbatim': true })),
    encoding: Type.Optional(OneOf(ENCODINGS)),
    delimiter: Type.Optional(OneOf(DELIMITERS)),
    decimal: Type.Optional(OneOf(['.', ','])),
    options: Type.Optional(GivenOptions),
  },
  { title: 'ImportChange', additionalProperties: false, examples: [{ version: 2, kind: 'bom', header_row: 4 }] },
)
export type ImportChange = Static<typeof ImportChange>

export const RowChange = Type.Object(
  {
    version: Version,
    fields: Type.Optional(
      Type.Unsafe<Record<string, unknown>>({
        type: 'object',
        additionalProperties: true,
        maxProperties: 60,
        description: 'Values by field, instead of what the file has; null: as in the file',
      }),
    ),
    decision: Type.Optional(DecisionSchema),
    remember: Type.Boolean({ default: true, description: 'Whether the next file is to follow the decision' }),
  },
  {
    title: 'ImportRowChange',
    additionalProperties: false,
    examples: [{ version: 1, fields: { quantity: 5 }, decision: { part_key: 'ABCD' }, remember: true }],
  },
)
export type RowChange = Static<typeof RowChange>

export const RowsChange = Type.Object(
  {
    version: Version,
    show: OneOf(ROW_FILTERS, { default: 'all' }),
    decision: Type.Optional(
      Nullable(Type.Object({ action: OneOf(['create', 'skip']) }, { additionalProperties: false })),
    ),
  },
  {
    title: 'ImportRowsChange',
    additionalProperties: false,
    examples: [{ version: 1, show: 'unmatched', decision: { action: 'create' } }],
  },
)
export type RowsChange = Static<typeof RowsChange>

export const CommitBody = Type.Object(
  { version: Version, rows: OneOf(['all', 'good']) },
  { title: 'ImportCommit', additionalProperties: false, examples: [{ version: 2, rows: 'good' }] },
)
export type CommitBody = Static<typeof CommitBody>

export const PastedText = Type.Object(
  {
    // Its tabs and other control characters are part of the table.
    text: Type.String({ minLength: 1, maxLength: INT4_MAX, 'x-verbatim': true }),
    file_name: Type.Optional(FilledText(255)),
    kind: Type.Optional(KindSchema),
    mapping_id: Type.Optional(Type.Integer({ minimum: 1, maximum: INT4_MAX })),
    options: Type.Optional(GivenOptions),
  },
  {
    title: 'ImportText',
    additionalProperties: false,
    examples: [{ text: '595-LM358DR\t10\n81-GRM188R71\t25', kind: 'cart' }],
  },
)
