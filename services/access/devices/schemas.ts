import { type Static, Type } from 'typebox'
import { Nullable, Timestamp } from '../../schema-types.ts'
import { VisibleName } from '../people/visible-name.ts'

export const DEVICE_NAME_LENGTH = 100

export const DeviceSchema = Type.Object(
  {
    id: Type.Integer(),
    person_id: Type.Integer(),
    person_name: Type.String(),
    name: Type.String(),
    browser: Nullable(Type.String({ description: 'Such as "Firefox on Android"' })),
    paired_at: Timestamp,
    last_seen_at: Type.String({ format: 'date-time', description: 'To the minute' }),
    last_address: Nullable(Type.String()),
    current: Type.Boolean({ description: 'Whether the request comes from this device' }),
  },
  { title: 'Device' },
)

export const DeviceUpdate = Type.Object(
  { name: VisibleName(DEVICE_NAME_LENGTH) },
  { title: 'DeviceUpdate', additionalProperties: false, examples: [{ name: 'Phone at the bench' }] },
)

export type DeviceDto = Static<typeof DeviceSchema>
