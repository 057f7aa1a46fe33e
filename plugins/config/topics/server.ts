import { Type } from 'typebox'

export const server = Type.Object(
  {
    HOST: Type.Union([Type.String(), Type.Null()], {
      default: null,
      description:
        'Listen address. Not set: 0.0.0.0 with OIDC_ENABLED, else 127.0.0.1, and then another one is refused.',
    }),
    ALLOW_UNAUTHENTICATED_HOST: Type.Boolean({
      default: false,
      description: 'Permits a HOST that others can reach without OIDC_ENABLED, if a proxy in front does the sign-in.',
    }),
    PORT: Type.Integer({ minimum: 1, maximum: 65535, default: 3001, description: 'Listen port.' }),
  },
  { title: 'HTTP server' },
)
