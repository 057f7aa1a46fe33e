import { type Static, Type } from 'typebox'
import { FilledText, Nullable, OneOf, Timestamp } from '../../schema-types.ts'
import { DEVICE_NAME_LENGTH } from '../devices/schemas.ts'
import { NAME_LENGTH, PersonSchema, RoleSchema } from '../people/schemas.ts'
import { VisibleName } from '../people/visible-name.ts'

const CODE_LENGTH = 500

export const PairingCodeCreate = Type.Object(
  {
    name: Type.Optional(VisibleName(NAME_LENGTH, { description: 'Of a new person; not set: a device for oneself' })),
    role: Type.Optional(RoleSchema),
  },
  {
    title: 'PairingCodeCreate',
    additionalProperties: false,
    // A role is that of a new person: without a name the code would be for a device of who asks.
    dependentRequired: { role: ['name'] },
    default: {},
    examples: [{ name: 'Rosa', role: 'editor' }],
  },
)

export const NewPairingCode = Type.Object(
  {
    id: Type.Integer(),
    link: Type.String({ description: 'To be opened by the new device; the code stands after #' }),
    typed_code: Type.String({ description: 'The same for who has no camera' }),
    expires_at: Timestamp,
  },
  { title: 'NewPairingCode' },
)

const PAIRING_STATES = ['open', 'waiting', 'approved', 'used', 'cancelled', 'expired'] as const

export const PairingCodeSchema = Type.Object(
  {
    id: Type.Integer(),
    state: OneOf(PAIRING_STATES),
    expires_at: Timestamp,
    name: Nullable(Type.String({ description: 'Of the new person' })),
    role: Nullable(RoleSchema),
    typed_code_ended: Type.Boolean({ description: 'Too many wrong ones were typed: only the link works now' }),
    device: Nullable(
      Type.Object({
        name: Type.String(),
        browser: Nullable(Type.String()),
        address: Nullable(Type.String()),
        choices: Type.Array(Type.Integer(), { description: 'One of them is what the device shows' }),
      }),
    ),
  },
  { title: 'PairingCode' },
)

export const PairingApproval = Type.Object(
  { match_number: Type.Integer({ minimum: 0, maximum: 99, description: 'What the new device shows' }) },
  { title: 'PairingApproval', additionalProperties: false, examples: [{ match_number: 42 }] },
)

export const PairingRedemption = Type.Object(
  {
    code: FilledText(CODE_LENGTH, { description: 'Of the link, the link itself, or typed' }),
    device_name: VisibleName(DEVICE_NAME_LENGTH),
    person_name: Type.Optional(VisibleName(NAME_LENGTH, { description: 'Of the first administrator' })),
  },
  {
    title: 'PairingRedemption',
    additionalProperties: false,
    examples: [{ code: 'ABCD-EFGH', device_name: 'Phone at the bench' }],
  },
)

export const Paired = Type.Object(
  { person: PersonSchema, device: Type.Object({ id: Type.Integer(), name: Type.String() }) },
  { title: 'Paired' },
)

export const PairingWait = Type.Object(
  {
    wait_token: Type.String({ description: 'With it the device asks whether it was let in' }),
    match_number: Type.Integer({ description: 'Two digits, which the inviting person chooses from three' }),
    expires_at: Timestamp,
  },
  { title: 'PairingWait' },
)

export const PairingCollection = Type.Object(
  { wait_token: FilledText(CODE_LENGTH) },
  { title: 'PairingCollection', additionalProperties: false, examples: [{ wait_token: 'q3k1Z0v8…' }] },
)

export const StillWaiting = Type.Object({ state: OneOf(['waiting']), expires_at: Timestamp }, { title: 'StillWaiting' })

export type PairingCodeDto = Static<typeof PairingCodeSchema>
export type NewPairingCodeDto = Static<typeof NewPairingCode>
export type PairingCodeFields = Static<typeof PairingCodeCreate>
export type PairingRedemptionFields = Static<typeof PairingRedemption>
export type PairedDto = Static<typeof Paired>
export type PairingWaitDto = Static<typeof PairingWait>
export type StillWaitingDto = Static<typeof StillWaiting>
