import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { IMPORT_KIND_LIST, ImportKindSchema } from '../../../services/exchange/imports/kind-list.ts'
import { MappingFields, MappingSchema } from '../../../services/exchange/imports/mapping-schemas.ts'
import { Int32 } from '../../../services/schema-types.ts'
import { NoContent } from '../../no-content.ts'

const tags = ['Imports']
const MappingParams = Type.Object({ mapping_id: Int32({ minimum: 1 }) })

/** `/api/import-kinds` and `/api/import-mappings`: what files are lists of, and which headers mean what. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { importMappings } = app

  app.get(
    '/import-kinds',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List the kinds of files that can be imported',
        response: { 200: Type.Array(ImportKindSchema) },
      },
    },
    async () => IMPORT_KIND_LIST,
  )

  app.get(
    '/import-mappings',
    {
      config: { access: 'reader' },
      schema: { tags, summary: 'List saved mappings', response: { 200: Type.Array(MappingSchema) } },
    },
    async () => importMappings.list(),
  )

  app.post(
    '/import-mappings',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Save which headers mean what',
        description: 'A file that has all headers of exactly one mapping is read by it.',
        body: MappingFields,
        response: { 201: MappingSchema },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await importMappings.add(body)),
  )

  app.put(
    '/import-mappings/:mapping_id',
    {
      config: { access: 'editor' },
      schema: {
        tags,
        summary: 'Change a saved mapping',
        params: MappingParams,
        body: MappingFields,
        response: { 200: MappingSchema },
      },
    },
    async ({ params, body }) => importMappings.change(params.mapping_id, body),
  )

  app.delete(
    '/import-mappings/:mapping_id',
    {
      config: { access: 'editor' },
      schema: { tags, summary: 'Delete a saved mapping', params: MappingParams, response: { 204: NoContent } },
    },
    async ({ params }, reply) => {
      await importMappings.delete(params.mapping_id)
      return reply.code(204).send(null)
    },
  )
}

export default routes
