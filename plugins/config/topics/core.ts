import { Type } from 'typebox'

export const core = Type.Object(
  {
    APP_ENV: Type.Union([Type.Literal('development'), Type.Literal('testing'), Type.Literal('production')], {
      default: 'development',
      description: 'Environment: testing enables the testing endpoints, production enables stricter start-up checks.',
    }),
    DATA_DIR: Type.String({
      default: './data',
      description: 'Folder of everything that is kept on disk: embedded database, files, caches.',
    }),
    DEBUG: Type.Boolean({
      default: true,
      description:
        'Read so that a wrong value is noticed; nothing depends on it. FASTIFY_LOG_LEVEL sets what is logged.',
    }),
    ALLOW_DESTRUCTIVE_COMMANDS: Type.Boolean({
      default: false,
      description: 'Permits the commands that drop or flood data in production.',
    }),
    CORS_ORIGINS: Type.Array(Type.String({ pattern: '^(\\*|[a-z][a-z0-9+.-]*://[^/]+)$' }), {
      default: ['http://localhost:3000'],
      description: 'Origins that browsers may call from, without a slash at the end.',
    }),
  },
  { title: 'Core' },
)
