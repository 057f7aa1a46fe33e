import { type Static, Type } from 'typebox'
import { ROLES } from '../../../plugins/auth/roles.ts'
import { OneOf, Timestamp } from '../../schema-types.ts'
import { VisibleName } from './visible-name.ts'

export const NAME_LENGTH = 100

export const RoleSchema = OneOf(ROLES)

export const PersonSchema = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    role: RoleSchema,
    active: Type.Boolean({ description: 'False: every device and access token of theirs has ended' }),
    created_at: Timestamp,
  },
  { title: 'Person' },
)

export const PersonUpdate = Type.Object(
  {
    name: Type.Optional(VisibleName(NAME_LENGTH)),
    role: Type.Optional(RoleSchema),
    active: Type.Optional(Type.Boolean({ description: 'False ends every device and access token of theirs' })),
    forget: Type.Optional(
      Type.Boolean({
        description: 'With "active": false, replaces the name by "former person <id>", in the history as well',
      }),
    ),
  },
  { title: 'PersonUpdate', additionalProperties: false, examples: [{ role: 'editor' }] },
)

export type PersonDto = Static<typeof PersonSchema>
export type PersonChanges = Static<typeof PersonUpdate>
