import { Type } from 'typebox'

export const server = Type.Object(
  {
    HOST: Type.Union([Type.String(), Type.Null()], {
      default: null,
      description: 'Listen address. Not set: 127.0.0.1. Another one than loopback needs ALLOW_UNAUTHENTICATED_HOST.',
    }),
    ALLOW_UNAUTHENTICATED_HOST: Type.Boolean({
      default: false,
      description: 'Permits a HOST that others can reach, for a service behind a proxy that does the sign-in.',
    }),
    PORT: Type.Integer({ minimum: 1, maximum: 65535, default: 3001, description: 'Listen port.' }),
  },
  { title: 'HTTP server' },
)
