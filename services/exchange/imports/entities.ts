import { defineEntity, p } from '@mikro-orm/core'
import { Part } from '../../catalogue/parts/entities.ts'
import { TextArray } from '../../catalogue/parts/text-array.ts'
import { createdAt, identity, updatedAt } from '../../entity-columns.ts'

const STATUSES = "'reading', 'proposed', 'committing', 'committed', 'undoing', 'undone', 'failed'"
const KINDS =
  "'parts_list', 'bom', 'order', 'cart', 'part_db', 'inventree', 'partkeepr', 'binner', 'partsbox', 'inventory'"

/** A file that is, or was, imported. */
export const Import = defineEntity({
  name: 'Import',
  tableName: 'imports',
  properties: {
    id: identity(),
    fileName: p.string().length(255),
    sizeBytes: p.integer(),
    sha256: p.character().length(64),
    blobKey: p.text().nullable(),
    status: p.text(),
    kind: p.text().nullable(),
    kindConfidence: p.double().default(0),
    kindReasons: p.json().defaultRaw("'[]'"),
    choices: p.json().defaultRaw("'{}'"),
    options: p.json().defaultRaw("'{}'"),
    detected: p.json().nullable(),
    columns: p.json().defaultRaw("'[]'"),
    context: p.json().nullable(),
    summary: p.json().nullable(),
    report: p.json().nullable(),
    error: p.text().nullable(),
    errorCode: p.text().nullable(),
    mappingId: p.integer().nullable(),
    repeatOf: () =>
      p
        .manyToOne(Import)
        .mapToPk()
        .fieldName('repeat_of')
        .nullable()
        .deleteRule('set null')
        .foreignKeyName('fk_imports_repeat_of')
        .index('ix_imports_repeat_of'),
    taskId: p.uuid().nullable(),
    subject: p.text().nullable(),
    createdBy: p.text().nullable(),
    operationId: p.uuid().nullable(),
    version: p.bigint('number').defaultRaw('1'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    committedAt: p.datetime().nullable(),
    undoneAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'ix_imports_status',
      expression: 'create index ix_imports_status on imports (status, created_at desc)',
    },
    { name: 'ix_imports_sha256', properties: ['sha256'] },
  ],
  checks: [
    { name: 'ck_imports_status', expression: `status in (${STATUSES})` },
    { name: 'ck_imports_kind', expression: `kind in (${KINDS})` },
    {
      name: 'ck_imports_committed_at',
      expression: "(committed_at is not null) = (status in ('committed', 'undoing', 'undone'))",
    },
    { name: 'ck_imports_error', expression: "(error_code is not null) = (status = 'failed')" },
  ],
})

/** A row of data of an import, with what is proposed for it. */
export const ImportRow = defineEntity({
  name: 'ImportRow',
  tableName: 'import_rows',
  properties: {
    importId: () =>
      p
        .manyToOne(Import)
        .mapToPk()
        .fieldName('import_id')
        .primary()
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_import_rows_import'),
    rowNo: p.integer().primary().autoincrement(false),
    status: p.text(),
    section: p.integer().default(0),
    cells: p.type(TextArray),
    fields: p.json(),
    overrides: p.json().defaultRaw("'{}'"),
    match: p.json(),
    decision: p.json().nullable(),
    effects: p.json().defaultRaw("'[]'"),
    problems: p.json(),
    version: p.bigint('number').defaultRaw('1'),
  },
  indexes: [{ name: 'ix_import_rows_status', properties: ['importId', 'status', 'rowNo'] }],
  checks: [{ name: 'ck_import_rows_status', expression: "status in ('good', 'warning', 'error', 'same', 'skipped')" }],
})

/** A line of an order, or a row of a file that adds, that was written: it is never written again. */
export const ImportSource = defineEntity({
  name: 'ImportSource',
  tableName: 'import_sources',
  properties: {
    sourceKey: p.string().length(400).primary(),
    importId: () =>
      p
        .manyToOne(Import)
        .mapToPk()
        .fieldName('import_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_import_sources_import')
        .index('ix_import_sources_import'),
    rowNo: p.integer(),
    /** How many pieces of the line have come with the import; null for all of it. */
    pieces: p.integer().nullable(),
  },
  indexes: [
    {
      name: 'ix_import_sources_pieces',
      expression:
        'create index "ix_import_sources_pieces" on "import_sources" ("source_key") where "pieces" is not null',
    },
  ],
  checks: [{ name: 'ck_import_sources_pieces', expression: 'pieces > 0' }],
})

/** What an import has written, in its order, so that it can be taken back. */
export const ImportUndo = defineEntity({
  name: 'ImportUndo',
  tableName: 'import_undo',
  properties: {
    id: identity(),
    importId: () =>
      p
        .manyToOne(Import)
        .mapToPk()
        .fieldName('import_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_import_undo_import'),
    seq: p.integer(),
    entity: p.text(),
    entityId: p.integer(),
    before: p.json().nullable(),
  },
  indexes: [
    { name: 'ix_import_undo_received', properties: ['entityId'], where: "entity = 'list_line_received'" },
    { name: 'ix_import_undo_entity', properties: ['entity', 'entityId', 'importId'] },
  ],
  uniques: [{ name: 'uq_import_undo_seq', properties: ['importId', 'seq'] }],
})

/** Which part was chosen in an import for what a file says: the latest decision is proposed for the next file. */
export const ImportDecision = defineEntity({
  name: 'ImportDecision',
  tableName: 'import_decisions',
  properties: {
    id: identity(),
    folded: p.string().length(400),
    /** Null for decisions of earlier versions, which did not note it. */
    importId: () =>
      p
        .manyToOne(Import)
        .mapToPk()
        .fieldName('import_id')
        .nullable()
        .deleteRule('cascade')
        .foreignKeyName('fk_import_decisions_import')
        .index('ix_import_decisions_import'),
    /** Null where the words mean no part that there was. */
    partId: () =>
      p
        .manyToOne(Part)
        .mapToPk()
        .fieldName('part_id')
        .nullable()
        .deleteRule('cascade')
        .foreignKeyName('fk_import_decisions_part')
        .index('ix_import_decisions_part'),
    decidedAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'uq_import_decisions_folded', properties: ['folded', 'importId'] }],
})

/** Which fields the headers of a kind of file give. */
export const ImportMapping = defineEntity({
  name: 'ImportMapping',
  tableName: 'import_mappings',
  properties: {
    id: identity(),
    name: p.string().length(100).unique('uq_import_mappings_name'),
    kind: p.text(),
    columns: p.json(),
    options: p.json().defaultRaw("'{}'"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  checks: [{ name: 'ck_import_mappings_kind', expression: `kind in (${KINDS})` }],
})
