import { Type } from 'typebox'

const Nullable = Type.Union([Type.String(), Type.Null()])
const text = Type.Optional(Type.String())

export const CurrentUser = Type.Object(
  {
    subject: Type.String({ description: 'Stable name of the account' }),
    email: Nullable,
    name: Nullable,
    roles: Type.Array(Type.String(), { description: 'With the roles that they include, in ascending order' }),
  },
  { title: 'CurrentUser' },
)

export const RedirectQuery = Type.Object({
  redirect: Type.Optional(
    Type.String({ description: 'Where to go afterwards: a path of the application, or an address of its origin' }),
  ),
})

export const CallbackQuery = Type.Object({
  code: text,
  state: text,
  iss: text,
  error: text,
  error_description: text,
})

/** An answer that sends the browser on. */
export const SentOn = Type.Null({ description: 'Found: see the Location header' })
