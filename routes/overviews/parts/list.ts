import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { invalidRequest } from '../../../plugins/errors/domain-error.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import {
  INCLUDE_PATTERN,
  INCLUDES,
  MAX_INCLUDE_LENGTH,
  MAX_INCLUDE_TOKENS,
  parseInclude,
} from '../../../services/overviews/part-list/part-list.ts'
import { PartListItemSchema } from '../../../services/overviews/part-list/schemas.ts'
import { Parsed } from '../../../services/schema-types.ts'
import { After, nextPageLink, parseAfter } from '../../page-position.ts'

const tags = ['Parts']
const MAX_PAGE = 10_000

const PartListQuery = Type.Object({
  limit: Type.Optional(
    Parsed(Type.Integer({ minimum: 0, maximum: MAX_PAGE, default: 50, description: 'Parts on the page' })),
  ),
  offset: Type.Optional(
    Parsed(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        default: 0,
        description: 'Parts to pass over; without effect beside `after`',
      }),
    ),
  ),
  after: Type.Optional(After),
  type_id: Type.Optional(Type.String({ description: 'Only parts of this type' })),
  include: Type.Optional(
    Parsed(
      Type.String({
        maxLength: MAX_INCLUDE_LENGTH,
        pattern: INCLUDE_PATTERN,
        description: `Up to ${MAX_INCLUDE_TOKENS} of ${INCLUDES.join(', ')}, separated by commas`,
      }),
    ),
  ),
})

function parseCount(name: string, text: string | undefined, absent: number, max: number): number {
  if (text === undefined) return absent
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > max) {
    const message = `must be an integer from 0 to ${max}`
    throw invalidRequest(`${name} ${message}`, { field: name, errors: [{ field: name, message }] })
  }
  return value
}

/** A type that is no number filters nothing; an id beyond the column's range is one that no type has, like 0. */
function parseTypeId(text: string | undefined): number | null {
  if (text === undefined || !/^-?\d+$/.test(text)) return null
  const id = Number(text)
  return Math.abs(id) <= INT4_MAX ? id : 0
}

/** `GET /api/parts`: the parts with what other wings say of them. */
const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { partList } = app

  app.get(
    '/parts',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'List parts, newest first',
        querystring: PartListQuery,
        response: { 200: Type.Array(PartListItemSchema) },
      },
    },
    async ({ query }, reply) => {
      const { items, next } = await partList.read({
        limit: parseCount('limit', query.limit, 50, MAX_PAGE),
        offset: parseCount('offset', query.offset, 0, Number.MAX_SAFE_INTEGER),
        after: parseAfter(query.after),
        typeId: parseTypeId(query.type_id),
        include: parseInclude(query.include),
      })
      if (next !== null) reply.header('link', nextPageLink(`${app.prefix}/parts`, query, next))
      return items
    },
  )
}

export default routes
