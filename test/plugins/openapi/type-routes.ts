import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

const Timestamp = Type.String({ format: 'date-time' })
export const PartType = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    created_at: Timestamp,
    updated_at: Timestamp,
    part_count: Type.Optional(Type.Integer()),
  },
  { title: 'Type' },
)
const body = { name: Type.String({ minLength: 1, maxLength: 100 }) }
const handler = async () => ({})

/** Routes as the resource of part types has them. */
export function typeRoutes(app: FastifyInstance): void {
  app.get('/api/types', {
    config: { access: 'reader' },
    schema: {
      querystring: Type.Object({ include_stats: Type.Optional(Type.String()) }),
      response: { 200: Type.Array(PartType) },
    },
    handler,
  })
  app.post('/api/types', {
    config: { access: 'editor' },
    schema: { body: Type.Object(body, { title: 'TypeCreate' }), response: { 201: PartType } },
    handler,
  })
  app.put('/api/types/:type_id', {
    config: { access: 'editor' },
    schema: {
      params: Type.Object({ type_id: Type.Integer() }),
      body: Type.Object(body, { title: 'TypeUpdate' }),
      response: { 200: PartType },
    },
    handler,
  })
  app.delete('/api/types/:type_id', {
    config: { access: 'editor' },
    schema: { params: Type.Object({ type_id: Type.Integer() }), response: { 204: Type.Null() } },
    handler,
  })
}
