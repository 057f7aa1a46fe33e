import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { listSettings } from '../plugins/config/list-settings.ts'
import { Nullable } from '../services/schema-types.ts'

const SettingSchema = Type.Object(
  {
    name: Type.String({ description: 'Of the environment variable' }),
    value: Nullable(Type.String({ description: 'As it is in force; secrets, and passwords in addresses, are ***' })),
    description: Type.String(),
    is_default: Type.Boolean({ description: 'Whether it is what it would be if nobody had set it' }),
  },
  { title: 'Setting' },
)

/** `/api/settings`: what the service was started with. */
const settingsRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const settings = listSettings(app.config).map(({ isDefault, ...setting }) => ({ ...setting, is_default: isDefault }))

  app.get(
    '/settings',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['Operation'],
        summary: 'The settings that are in force, without secrets',
        response: { 200: Type.Array(SettingSchema) },
      },
    },
    async () => settings,
  )
}

export default settingsRoutes
