import t from 'tap'
import type { OpenApiDocument } from '../../../plugins/openapi/document.ts'
import { documentedApp } from './document-of.ts'
import { partRoutes } from './part-routes.ts'
import { typeRoutes } from './type-routes.ts'

const app = await documentedApp((scope) => {
  typeRoutes(scope)
  partRoutes(scope)
})
t.teardown(() => app.close())
const answer = await app.inject('/api/docs/openapi.json')
const document: OpenApiDocument = answer.json()
const { paths } = document
const { schemas } = document.components

function answerWith(component: string) {
  return { description: '', content: { 'application/json': { schema: { $ref: `#/components/schemas/${component}` } } } }
}

const TYPE_ID = { in: 'path', name: 'type_id', required: true, schema: { format: 'int32', type: 'integer' } }
const NAME = { maxLength: 100, minLength: 1, title: 'Name', type: 'string' }

t.test('the operations of part types, as the generated client knows them', async (t) => {
  t.strictSame(paths['/api/types'], {
    get: {
      operationId: 'get__api_types',
      parameters: [],
      responses: {
        200: answerWith('TypeResponseSchemaList.a9993e3'),
        400: answerWith('ValidationError.6a07bef'),
      },
      security: [{ BearerAuth: [] }],
      'x-required-role': 'reader',
    },
    post: {
      operationId: 'post__api_types',
      parameters: [],
      requestBody: {
        content: { 'application/json': { schema: { $ref: '#/components/schemas/TypeCreateSchema.50492c8' } } },
        required: true,
      },
      responses: {
        201: answerWith('TypeResponseSchema.50492c8'),
        400: answerWith('ErrorResponseSchema.c2a0d71'),
      },
      security: [{ BearerAuth: [] }],
      'x-required-role': 'editor',
    },
  })
  t.strictSame(paths['/api/types/{type_id}']?.put, {
    operationId: 'put__api_types_{type_id}',
    parameters: [TYPE_ID],
    requestBody: {
      content: { 'application/json': { schema: { $ref: '#/components/schemas/TypeUpdateSchema.50492c8' } } },
      required: true,
    },
    responses: {
      200: answerWith('TypeResponseSchema.50492c8'),
      400: answerWith('ErrorResponseSchema.c2a0d71'),
      404: answerWith('ErrorResponseSchema.c2a0d71'),
    },
    security: [{ BearerAuth: [] }],
    'x-required-role': 'editor',
  })
  t.strictSame(paths['/api/types/{type_id}']?.delete?.responses['204'], { description: '' })
})

t.test('the components of part types', async (t) => {
  const response = {
    properties: {
      created_at: { format: 'date-time', title: 'Created At', type: 'string' },
      id: { title: 'Id', type: 'integer' },
      name: { title: 'Name', type: 'string' },
      updated_at: { format: 'date-time', title: 'Updated At', type: 'string' },
    },
    required: ['id', 'name', 'created_at', 'updated_at'],
    title: 'TypeResponseSchema',
    type: 'object',
  }
  t.strictSame(schemas['TypeResponseSchema.50492c8'], response)
  t.strictSame(schemas['TypeResponseSchemaList.a9993e3'], {
    items: { $ref: '#/components/schemas/TypeResponseSchemaList.a9993e3.TypeResponseSchema' },
    title: 'TypeResponseSchemaList',
    type: 'array',
  })
  t.strictSame(schemas['TypeResponseSchemaList.a9993e3.TypeResponseSchema'], response)
  t.strictSame(schemas['TypeCreateSchema.50492c8'], {
    properties: { name: NAME },
    required: ['name'],
    title: 'TypeCreateSchema',
    type: 'object',
  })
})

t.test('a component: nullables, defaults, copies of what is inside, nothing that only we send', async (t) => {
  const at = 'PartResponseSchema.1a46b79'
  t.strictSame(schemas[at], {
    properties: {
      key: { title: 'Key', type: 'string' },
      type: { anyOf: [{ $ref: `#/components/schemas/${at}.TypeResponseSchema` }, { type: 'null' }], default: null },
      seller_links: {
        items: { $ref: `#/components/schemas/${at}.PartSellerLinkSchema` },
        title: 'Seller Links',
        type: 'array',
      },
      tags: { anyOf: [{ items: { type: 'string' }, type: 'array' }, { type: 'null' }], title: 'Tags' },
      cover_url: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, title: 'Cover Url' },
      used_in_kits: { default: false, title: 'Used In Kits', type: 'boolean' },
    },
    required: ['key', 'tags'],
    title: 'PartResponseSchema',
    type: 'object',
  })
  t.strictSame(schemas[`${at}.TypeResponseSchema`], schemas['TypeResponseSchema.50492c8'])
})

t.test('names that depend on the place, variants, files and roles of open routes', async (t) => {
  t.match(paths['/api/boxes']?.get?.responses, { 200: answerWith('BoxWithUsageSchemaList.a9993e3') })
  t.notMatch(Object.keys(schemas).join(), /BoxListItem/)
  t.match(paths['/api/kits/{kit_id}/shopping-lists']?.get?.responses, {
    200: answerWith('KitShoppingListChipSchemaList.a9993e3'),
  })
  t.match(schemas, { 'KitShoppingListChipSchemaList.a9993e3.KitShoppingListChipSchema': { type: 'object' } })
  t.strictSame(
    paths['/api/kits']?.get?.parameters?.map(({ name }) => name),
    ['status', 'query', 'limit'],
  )
  t.strictSame(paths['/api/sellers/{seller_id}/logo']?.put?.responses, {})
  t.equal(paths['/api/icons/pdf']?.get?.['x-required-role'], 'reader')
  t.equal(paths['/api/auth/login']?.get?.['x-required-role'], undefined)
  t.equal(paths['/api/things'], undefined)
})

t.test('the root', async (t) => {
  t.match(answer.headers['content-type'], /^application\/json/)
  t.equal(document.openapi, '3.1.0')
  t.strictSame(document['x-auth-roles'], { read: 'reader', write: 'editor', admin: 'admin' })
  t.strictSame(document.components.securitySchemes, {
    BearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  })
})
