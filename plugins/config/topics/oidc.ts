import { Type } from 'typebox'
import { UNSET_BASEURL } from '../unset-baseurl.ts'

/** For a first look at the service; in production and with sign-in it is refused. */
export const DEFAULT_SECRET_KEY = 'dev-secret-key-change-in-production'

const optionalText = (description: string) =>
  Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null, description })

export const oidc = Type.Object(
  {
    BASEURL: Type.String({
      pattern: '^https?://[^/?#]+(?:/[A-Za-z0-9._~-]+)*/?$',
      default: UNSET_BASEURL,
      examples: ['https://parts.example.com'],
      description:
        'Public address of the application as browsers see it; a path is the prefix that a reverse proxy removes, see BASE_PATH. Redirects after signing in stay within its origin.',
    }),
    OIDC_ENABLED: Type.Boolean({
      default: false,
      description:
        'Switches sign-in with an identity provider on. Off, and AUTH_MODE not own: everybody who reaches the service is its administrator.',
    }),
    OIDC_ISSUER_URL: Type.Union([Type.String({ pattern: '^https?://[^/?#]+' }), Type.Null()], {
      default: null,
      examples: ['https://auth.example.com/realms/parts'],
      description: 'Issuer of the identity provider, as its tokens name it. Required with OIDC_ENABLED.',
    }),
    OIDC_CLIENT_ID: optionalText('Name of this service at the identity provider. Required with OIDC_ENABLED.'),
    OIDC_CLIENT_SECRET: optionalText('Secret of this service at the identity provider. Required with OIDC_ENABLED.'),
    OIDC_SCOPES: Type.String({
      default: 'openid profile email',
      description: 'Scopes that a sign-in asks for, separated by spaces.',
    }),
    OIDC_AUDIENCE: optionalText('Audience that access tokens must be meant for. Not set: OIDC_CLIENT_ID.'),
    OIDC_CLOCK_SKEW_SECONDS: Type.Integer({
      minimum: 0,
      maximum: 3600,
      default: 30,
      description: 'Seconds by which the clocks of the identity provider and of this service may differ.',
    }),
    OIDC_COOKIE_NAME: Type.String({
      pattern: '^[A-Za-z0-9_-]+$',
      default: 'access_token',
      description: 'Cookie that holds the access token.',
    }),
    OIDC_REFRESH_COOKIE_NAME: Type.String({
      pattern: '^[A-Za-z0-9_-]+$',
      default: 'refresh_token',
      description: 'Cookie that holds the refresh token.',
    }),
    OIDC_COOKIE_SECURE: Type.Union([Type.Boolean(), Type.Null()], {
      default: null,
      description: 'Whether browsers send the cookies over HTTPS only. Not set: if BASEURL begins with https://.',
    }),
    OIDC_COOKIE_SAMESITE: Type.Union([Type.Literal('Lax'), Type.Literal('Strict'), Type.Literal('None')], {
      default: 'Lax',
      description: 'SameSite attribute of the cookies; None, for embedding in another site, needs HTTPS.',
    }),
    OIDC_COOKIE_PARTITIONED: Type.Boolean({
      default: false,
      description: 'Keeps the cookies apart for each site that embeds the application; implies Secure.',
    }),
    SECRET_KEY: Type.String({
      minLength: 1,
      default: DEFAULT_SECRET_KEY,
      description:
        'Key material for what the service encrypts. All replicas have the same; with OIDC_ENABLED at least 32 characters, better 32 random bytes.',
    }),
    SECRET_KEY_PREVIOUS: optionalText('The SECRET_KEY before its last change; it still decrypts.'),
  },
  { title: 'Sign-in' },
)
