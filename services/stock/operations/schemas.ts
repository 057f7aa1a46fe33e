import { Type } from 'typebox'
import { Nullable, OneOf } from '../../schema-types.ts'
import { REASONS } from './reasons.ts'

/** Who did something, why, and where it came from. */
export const authorFields = {
  reason: OneOf(REASONS),
  actor: Nullable(Type.String({ description: 'Subject of the person who did it' })),
  actor_name: Nullable(Type.String({ description: 'Name of that person at the time' })),
  source: Nullable(Type.String({ description: 'Where it came from, as "pick-list 5"' })),
  note: Nullable(Type.String()),
}

/** What a row of the ledger says besides pieces and place. */
export const whyFields = {
  operation_id: Nullable(
    Type.String({ format: 'uuid', description: 'What was done in one go; null for rows of old versions' }),
  ),
  ...authorFields,
  lot: Nullable(Type.String({ description: 'Of the bag that the pieces came in' })),
  date_code: Nullable(Type.String({ description: 'Of the bag that the pieces came in' })),
}

/** The remark of a person on what they do. */
export const OperationNote = Type.Optional(
  Nullable(Type.String({ maxLength: 500, description: 'Remark that the ledger keeps' })),
)
