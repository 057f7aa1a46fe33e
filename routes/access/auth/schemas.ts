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

/** A path of the application, as the sign-in takes it; it also takes the same with the application's own origin. */
const VISIBLE = '[^\\\\\\s\\u0000-\\u001f\\u007f-\\u009f\\ufeff]'
const PATH = `/(?:(?!/)${VISIBLE}(?:[^\\\\\\u0000-\\u001f\\u007f-\\u009f]*${VISIBLE})?)?`
const Path = Type.String({
  maxLength: 2048,
  pattern: `^${PATH}$`,
  description: 'Where to go afterwards: a path of the application',
})
const redirect = Type.Optional(Type.String())

/** Checked by the route, in words that clients know. */
export const LoginQuery = Type.Object({ redirect }, { 'x-shown-as': Type.Object({ redirect: Path }) })
export const LogoutQuery = Type.Object(
  { redirect },
  { 'x-shown-as': Type.Object({ redirect: Type.Optional({ ...Path, pattern: `^(?:${PATH})?$` }) }) },
)

/** Checked by the route, in words that clients know: a provider that refuses sends `error` in place of a code. */
export const CallbackQuery = Type.Object(
  { code: text, state: text, iss: text, error: text, error_description: text },
  {
    'x-shown-as': Type.Object({
      code: Type.String({ minLength: 1 }),
      state: Type.String({ minLength: 1 }),
      iss: text,
      error: text,
      error_description: text,
    }),
  },
)

/** An answer that sends the browser on. */
export const SentOn = Type.Null({ description: 'Found: see the Location header' })

export const SignedOut = Type.Object(
  {
    url: Type.String({
      description: 'Where the browser goes next: the page, or the sign-out of the identity provider',
    }),
  },
  { title: 'SignedOut' },
)
