import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { DuplicateCandidateSchema } from '../../../services/cataloguing/duplicate-search/schemas.ts'
import { LongText, Nullable } from '../../../services/schema-types.ts'
import { PartUpdate, toPartFields } from '../../catalogue/parts/part-body.ts'

const tags = ['Parts']
const PartParams = Type.Object({ part_key: Type.String() })

/** A part as far as it is known; whatever `POST /api/parts` takes. */
const PartDraft = Type.Object(
  { ...PartUpdate.properties, description: Type.Optional(Nullable(LongText())) },
  { title: 'PartDraft', examples: [{ description: 'Resistor 4.7 kΩ 1 %', manufacturer_code: 'RC0805FR-074K7L' }] },
)

/** Parts that may be there twice. The database alone finds them, so this works without a model. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { duplicateLookup } = app

  app.get(
    '/parts/:part_key/duplicates',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'Other parts that may be the same, best first',
        params: PartParams,
        response: { 200: Type.Array(DuplicateCandidateSchema) },
      },
    },
    async ({ params }) => duplicateLookup.ofPart(params.part_key),
  )

  app.post(
    '/parts/duplicates',
    {
      config: { access: 'reader', idempotency: { around: 'afterwards' } },
      schema: {
        tags,
        summary: 'Parts that may be the same as one that is not stored yet, best first',
        body: PartDraft,
        response: { 200: Type.Array(DuplicateCandidateSchema) },
      },
    },
    async ({ body: { description, ...fields } }) =>
      duplicateLookup.ofDraft({ ...toPartFields(fields), description: description ?? null }),
  )
}

export default routes
