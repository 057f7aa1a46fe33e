import { defineEntity, p } from '@mikro-orm/core'
import { REASONS } from './reasons.ts'

/** Checks that a column of a table is one of the reasons. */
export function reasonCheck(name: string) {
  return { name, expression: `reason in (${REASONS.map((reason) => `'${reason}'`).join(', ')})` }
}

/** Another operation that a column refers to. */
function other(fieldName: string, foreignKeyName: string) {
  return p
    .manyToOne(OperationRecord)
    .mapToPk()
    .fieldName(fieldName)
    .nullable()
    .deleteRule('no action')
    .foreignKeyName(foreignKeyName)
}

/** What one person did in one go: rows of the ledger refer to it. */
export const OperationRecord = defineEntity({
  name: 'OperationRecord',
  tableName: 'operations',
  properties: {
    id: p.uuid().primary(),
    timestamp: p.datetime().defaultRaw('clock_timestamp()'),
    reason: p.text(),
    actor: p.text().nullable(),
    actorName: p.text().nullable(),
    source: p.text().nullable(),
    note: p.text().nullable(),
    effect: p.text().nullable(),
    detail: p.json<Record<string, unknown>>().nullable(),
    undoes: () => other('undoes', 'fk_operations_undoes'),
    /** The operation at the beginning of a chain of undoing and doing again. */
    root: () => other('root', 'fk_operations_root'),
    /** How often that was turned round with this one: odd when it is undone now. */
    turns: p.integer().default(0),
  },
  indexes: [
    {
      name: 'ix_operations_newest',
      expression: 'create index ix_operations_newest on operations (timestamp desc, id desc)',
    },
    {
      name: 'ix_operations_actor',
      expression:
        'create index ix_operations_actor on operations (actor, timestamp desc, id desc) where actor is not null',
    },
    {
      name: 'ix_operations_counted_box',
      expression: `create index ix_operations_counted_box on operations ((detail ->> 'box_no')) where effect = 'count'`,
    },
    {
      name: 'ix_operations_received_list',
      expression: `create index ix_operations_received_list on operations ((detail ->> 'list_id')) where effect = 'shopping-list-receipt'`,
    },
    { name: 'ix_operations_undoes', properties: ['undoes'], where: 'undoes is not null' },
    {
      name: 'ix_operations_root',
      expression:
        'create index ix_operations_root on operations (root, timestamp desc, id desc) where root is not null',
    },
  ],
  checks: [
    reasonCheck('ck_operations_reason'),
    { name: 'ck_operations_note', expression: 'char_length(note) <= 500' },
    {
      name: 'ck_operations_root',
      expression: '(undoes is null) = (root is null) and (root is null) = (turns = 0)',
    },
  ],
})

/** A part that an operation is about, besides those in its rows of the ledger. The part may be deleted meanwhile. */
export const OperationPart = defineEntity({
  name: 'OperationPart',
  tableName: 'operation_parts',
  properties: {
    partId: p.integer().primary().autoincrement(false),
    operationId: () =>
      p
        .manyToOne(OperationRecord)
        .mapToPk()
        .fieldName('operation_id')
        .primary()
        .deleteRule('no action')
        .updateRule('no action')
        .foreignKeyName('fk_operation_parts_operation')
        .index('ix_operation_parts_operation'),
  },
})
