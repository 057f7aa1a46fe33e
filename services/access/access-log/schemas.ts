import { type Static, Type } from 'typebox'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'
import { ACCESS_CHANGES } from './access-changes.ts'

export const AccessLogEntrySchema = Type.Object(
  {
    id: Type.Integer(),
    at: Timestamp,
    what: OneOf(ACCESS_CHANGES),
    actor: Nullable(Type.String({ description: 'Subject of who did it; null for the command line, or nobody known' })),
    person_id: Nullable(Type.Integer()),
    person_name: Nullable(Type.String({ description: 'Also of somebody who was invited and not added' })),
    device_id: Nullable(Type.Integer()),
    device_name: Nullable(Type.String({ description: 'Also of a device that was kept out' })),
    token_id: Nullable(Type.Integer()),
    token_name: Nullable(Type.String()),
    detail: Nullable(Type.String()),
    address: Nullable(Type.String()),
  },
  { title: 'AccessLogEntry' },
)

export type AccessLogEntryDto = Static<typeof AccessLogEntrySchema>
