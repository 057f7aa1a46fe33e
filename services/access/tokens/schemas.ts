import { type Static, Type } from 'typebox'
import { TOKEN_SCOPES } from '../../../plugins/auth/token-scopes.ts'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'
import { RoleSchema } from '../people/schemas.ts'
import { VisibleName } from '../people/visible-name.ts'

export const TOKEN_NAME_LENGTH = 100
export const DEFAULT_TOKEN_DAYS = 90
/** Two years. */
export const MOST_TOKEN_DAYS = 730

const fields = {
  id: Type.Integer(),
  name: Type.String(),
  role: RoleSchema,
  scope: Nullable(OneOf(TOKEN_SCOPES)),
  owner_subject: Type.String({ description: 'Subject of who made it' }),
  owner_name: Nullable(Type.String()),
  created_at: Timestamp,
  expires_at: Timestamp,
  last_used_at: Nullable(Type.String({ format: 'date-time', description: 'To the minute' })),
}

export const AccessTokenSchema = Type.Object(fields, { title: 'AccessToken' })

export const NewAccessToken = Type.Object(
  { ...fields, token: Type.String({ description: 'The secret. It is not shown again' }) },
  { title: 'NewAccessToken' },
)

export const AccessTokenCreate = Type.Object(
  {
    name: VisibleName(TOKEN_NAME_LENGTH, { description: 'What it is for' }),
    role: RoleSchema,
    scope: Type.Optional(Nullable(OneOf(TOKEN_SCOPES))),
    expires_in_days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MOST_TOKEN_DAYS, description: `Not set: ${DEFAULT_TOKEN_DAYS}` }),
    ),
  },
  {
    title: 'AccessTokenCreate',
    additionalProperties: false,
    examples: [{ name: 'KiCad at the bench', role: 'reader', scope: 'kicad' }],
  },
)

export type AccessTokenDto = Static<typeof AccessTokenSchema>
export type NewAccessTokenDto = Static<typeof NewAccessToken>
export type AccessTokenFields = Static<typeof AccessTokenCreate>
