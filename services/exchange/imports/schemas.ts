import { type Static, type TSchema, Type } from 'typebox'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'
import { StayingRecordSchema } from '../../stock/operations/rest-of-undo.ts'
import { FIELDS } from '../reading/columns/fields.ts'
import { IMPORT_KINDS } from '../reading/kinds.ts'
import { ERROR_CODES, WARNING_CODES } from '../reading/problems.ts'
import { FILE_FORMATS } from '../reading/raw-table.ts'
import { SKIP_REASONS } from '../reading/recognise/table.ts'
import { EFFECT_ENTITIES, IMPORT_STATUSES, MATCH_REASONS, ROW_STATUSES } from './model.ts'

/** Options of a kind, or values of a row: which there are depends on the kind. */
export const OptionsSchema = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

/** A value of one of these schemas, or null. */
function OneOfOrNull<const T extends readonly TSchema[]>(schemas: T) {
  return Type.Unsafe<Static<T[number]> | null>({ anyOf: schemas.map((schema) => ({ ...schema, nullable: true })) })
}

export const KindSchema = OneOf(IMPORT_KINDS)
export const FieldSchema = OneOf(FIELDS)

const Detected = Type.Object(
  {
    format: OneOf(FILE_FORMATS),
    encoding: Nullable(Type.String()),
    delimiter: Nullable(Type.String()),
    decimal: Nullable(Type.String({ description: 'The decimal mark of the numbers' })),
    header_row: Type.Integer({ description: '0: the table has no headers' }),
    sheet: Nullable(Type.String()),
    sheets: Type.Array(Type.Object({ name: Type.String(), rows: Type.Integer() })),
    currency: Nullable(Type.String({ description: 'ISO 4217' })),
    seller: Nullable(Type.String()),
    order_number: Nullable(Type.String()),
    skipped: Type.Array(Type.Object({ row_no: Type.Integer(), reason: OneOf(SKIP_REASONS) })),
  },
  { title: 'ImportDetected' },
)

const Column = Type.Object(
  {
    index: Type.Integer({ description: 'From 0' }),
    header: Type.String(),
    field: Nullable(FieldSchema),
    confidence: Type.Number(),
    samples: Type.Array(Type.String()),
  },
  { title: 'ImportColumn' },
)

export const Created = Type.Object(
  {
    parts: Type.Integer(),
    sellers: Type.Integer(),
    seller_parts: Type.Integer(),
    types: Type.Integer(),
    boxes: Type.Integer(),
    kits: Type.Integer(),
    kit_lines: Type.Integer(),
    list_lines: Type.Integer(),
  },
  { title: 'ImportCreated' },
)

export const Changed = Type.Object(
  {
    parts: Type.Integer(),
    stock: Type.Integer(),
    kits: Type.Optional(Type.Integer({ description: 'Fields of kits; not there for imports of earlier versions' })),
    kit_lines: Type.Integer(),
    list_lines: Type.Integer(),
  },
  { title: 'ImportChanged' },
)

export const SummarySchema = Type.Object(
  {
    rows: Type.Integer(),
    good: Type.Integer(),
    warnings: Type.Integer(),
    errors: Type.Integer(),
    same: Type.Integer(),
    skipped: Type.Integer(),
    matched: Type.Integer(),
    ambiguous: Type.Integer(),
    unmatched: Type.Integer(),
    quantity_total: Type.Integer(),
    price_totals: Type.Array(Type.Object({ currency: Type.String(), amount: Type.String() })),
    to_create: Created,
    to_change: Changed,
    changes: Type.Integer({ description: 'Effects of a commit of all good rows; 0: nothing new' }),
  },
  { title: 'ImportSummaryFigures' },
)

export const ReportSchema = Type.Object(
  {
    committed_rows: Type.Integer(),
    same_rows: Type.Integer(),
    left_out: Type.Array(Type.Object({ row_no: Type.Integer(), codes: Type.Array(Type.String()) })),
    created: Created,
    changed: Changed,
    quantity_added: Type.Integer(),
    quantity_removed: Type.Integer(),
    changes: Type.Integer(),
    repeated: Type.Boolean({ description: 'Everything was there already; nothing was written' }),
  },
  { title: 'ImportReport' },
)

const summaryFields = {
  id: Type.Integer(),
  file_name: Type.String(),
  size_bytes: Type.Integer(),
  sha256: Type.String(),
  status: OneOf(IMPORT_STATUSES),
  kind: Nullable(KindSchema),
  kind_confidence: Type.Number(),
  kind_reasons: Type.Array(Type.String({ description: 'A header that has decided about the kind' })),
  mapping_id: Nullable(Type.Integer()),
  summary: Nullable(SummarySchema),
  error: Nullable(Type.String()),
  error_code: Nullable(Type.String()),
  repeat_of: Nullable(Type.Integer({ description: 'The committed import of the same file' })),
  task_id: Nullable(Type.String()),
  created_by: Nullable(Type.String()),
  created_at: Timestamp,
  updated_at: Timestamp,
  committed_at: Nullable(Timestamp),
  undone_at: Nullable(Timestamp),
  version: Type.Integer(),
}

export const ImportSummarySchema = Type.Object(summaryFields, { title: 'ImportSummary' })
export type ImportSummaryDto = Static<typeof ImportSummarySchema>

export const ImportSchema = Type.Object(
  {
    ...summaryFields,
    detected: Nullable(Detected),
    columns: Type.Array(Column),
    options: OptionsSchema,
    report: Nullable(ReportSchema),
    operation_id: Nullable(Type.String({ format: 'uuid', description: 'What the commit was, in the ledger' })),
    staying_records: Type.Array(StayingRecordSchema, {
      description:
        'Of an import that was undone: records that it had made and that stay, as something else needs them; the first 20',
    }),
  },
  { title: 'Import' },
)
export type ImportDto = Static<typeof ImportSchema>

const Candidate = Type.Object(
  {
    part_key: Type.String(),
    description: Type.String(),
    manufacturer_code: Nullable(Type.String()),
    score: Type.Number(),
    reason: OneOf(MATCH_REASONS),
  },
  { title: 'ImportCandidate' },
)

const MatchSchema = Type.Object(
  {
    state: OneOf(['matched', 'ambiguous', 'none']),
    part_key: Nullable(Type.String()),
    score: Type.Number(),
    reason: Nullable(OneOf(MATCH_REASONS)),
    candidates: Type.Array(Candidate),
  },
  { title: 'ImportMatch' },
)

const EffectSchema = Type.Object(
  {
    op: OneOf(['create', 'change', 'add', 'remove']),
    entity: OneOf(EFFECT_ENTITIES),
    ref: Type.String(),
    field: Nullable(Type.String()),
    from: OneOfOrNull([Type.String(), Type.Number()]),
    to: OneOfOrNull([Type.String(), Type.Number()]),
  },
  { title: 'ImportEffect' },
)

const ProblemSchema = Type.Object(
  {
    code: OneOf([...ERROR_CODES, ...WARNING_CODES]),
    field: Nullable(Type.String()),
    message: Type.String(),
  },
  { title: 'ImportProblem' },
)

export const DecisionSchema = OneOfOrNull([
  Type.Object({ part_key: Type.String({ minLength: 1, maxLength: 4 }) }, { additionalProperties: false }),
  Type.Object({ action: OneOf(['create', 'skip']) }, { additionalProperties: false }),
])

export const ImportRowSchema = Type.Object(
  {
    row_no: Type.Integer({ description: 'The line of the text, the row of the sheet, or the place in the list' }),
    status: OneOf(ROW_STATUSES),
    cells: Type.Array(Type.String()),
    fields: OptionsSchema,
    match: MatchSchema,
    decision: DecisionSchema,
    effects: Type.Array(EffectSchema),
    errors: Type.Array(ProblemSchema),
    warnings: Type.Array(ProblemSchema),
    version: Type.Integer(),
  },
  { title: 'ImportRow' },
)
export type ImportRowDto = Static<typeof ImportRowSchema>

export type ImportSummaryFigures = Static<typeof SummarySchema>
export type ImportReport = Static<typeof ReportSchema>

/** Which rows are shown. */
export const ROW_FILTERS = ['all', 'good', 'errors', 'warnings', 'unmatched', 'changes'] as const
export type RowFilter = (typeof ROW_FILTERS)[number]
