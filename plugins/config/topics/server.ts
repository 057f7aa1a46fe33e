import { Type } from 'typebox'

export const server = Type.Object(
  {
    HOST: Type.Union([Type.String(), Type.Null()], {
      default: null,
      description:
        'Listen address. Not set: 0.0.0.0 with AUTH_MODE=own or OIDC_ENABLED, else, and with APP_ENV=testing, 127.0.0.1. Without sign-in another one is refused.',
    }),
    ALLOW_UNAUTHENTICATED_HOST: Type.Boolean({
      default: false,
      description:
        'Permits an address that others can reach without sign-in, by HOST or by the program that makes the service listen, if a proxy in front does the sign-in, or with APP_ENV=testing.',
    }),
    ALLOWED_HOSTS: Type.Array(Type.String({ pattern: '^(\\*|[A-Za-z0-9._:[\\]-]+)$' }), {
      default: [],
      examples: ['["parts.lab","192.168.1.20"]'],
      description:
        'Host names, beside loopback and those of BASEURL and CORS_ORIGINS, that the service answers to without sign-in. * opens it to every name, and so to the pages of any site.',
    }),
    PORT: Type.Integer({ minimum: 1, maximum: 65535, default: 3001, description: 'Listen port.' }),
    TRUSTED_PROXIES: Type.Array(Type.String({ minLength: 1 }), {
      default: ['loopback', 'private'],
      examples: ['["loopback","10.0.3.0/24"]'],
      description:
        'Addresses and ranges, loopback and private being the usual ones, of the proxy whose X-Forwarded-For, -Host and -Proto are believed. [] for a service that is reached without a proxy.',
    }),
    METRICS_PORT: Type.Union([Type.Integer({ minimum: 1, maximum: 65535 }), Type.Null()], {
      default: null,
      description:
        'Port of HOST for /metrics and /health alone, which PORT does not answer then. Not set: PORT answers them.',
    }),
  },
  { title: 'HTTP server' },
)
