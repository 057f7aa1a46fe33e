import t from 'tap'
import { Type } from 'typebox'
import type { OpenApiDocument } from '../../../plugins/openapi/document.ts'
import { documentedApp } from './document-of.ts'
import { typeRoutes } from './type-routes.ts'

const handler = async () => ({})

t.test('clean names, roles, and the error envelope on every failure', async (t) => {
  const app = await documentedApp(typeRoutes)
  t.teardown(() => app.close())
  const document: OpenApiDocument = (await app.inject('/api/docs/service.json')).json()
  const put = document.paths['/api/types/{type_id}']?.put
  const envelope = { 'application/json': { schema: { $ref: '#/components/schemas/ErrorResponse' } } }
  t.match(put, {
    operationId: 'putTypesByTypeId',
    parameters: [{ in: 'path', name: 'type_id', required: true, schema: { type: 'integer', format: 'int32' } }],
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/TypeUpdate' } } } },
    responses: {
      200: { description: 'OK', content: { 'application/json': { schema: { $ref: '#/components/schemas/Type' } } } },
      ...Object.fromEntries(
        [400, 401, 403, 404, 409, 413, 415, 500, 503].map((status) => [status, { content: envelope }]),
      ),
    },
    security: [{ BearerAuth: [] }],
    'x-required-role': 'editor',
  })
  t.strictSame(Object.keys(document.components.schemas).sort(), ['ErrorResponse', 'Type', 'TypeCreate', 'TypeUpdate'])
  t.match(document.components.schemas, { ErrorResponse: { required: ['error', 'details', 'correlationId'] } })
  t.match(document.paths['/api/types']?.get?.parameters, [{ in: 'query', name: 'include_stats' }])
  t.strictSame(Object.keys(document.paths), ['/api/types', '/api/types/{type_id}'], 'documents nothing of itself')
})

t.test('unions of words and nullable enumerations are enumerations; the default stays at the property', async (t) => {
  const Status = Type.Union([Type.Literal('open'), Type.Literal('done')], { title: 'Status' })
  const Item = Type.Object({
    status: Type.Unsafe({ ...Status, default: 'open' }),
    before: Type.Unsafe({ type: 'string', enum: ['open', 'done'], title: 'Status', nullable: true }),
  })
  const app = await documentedApp((scope) => {
    scope.get('/a', { config: { access: 'public' }, schema: { response: { 200: Item } }, handler })
  })
  t.teardown(() => app.close())
  const document: OpenApiDocument = JSON.parse(app.openApi.service)
  t.strictSame(document.components.schemas.Status, { type: 'string', enum: ['open', 'done'], title: 'Status' })
  const ref = { $ref: '#/components/schemas/Status' }
  t.match(document.paths['/a']?.get?.responses['200']?.content, {
    'application/json': {
      schema: { properties: { status: { ...ref, default: 'open' }, before: { anyOf: [ref, { type: 'null' }] } } },
    },
  })
  t.equal(document.paths['/a']?.get?.security, undefined)
})

t.test('two shapes with one title are refused and both places are named', async (t) => {
  const app = await documentedApp((scope) => {
    const config = { access: 'reader' } as const
    const first = Type.Object({ id: Type.Integer() }, { title: 'Thing' })
    const second = Type.Object({ id: Type.String() }, { title: 'Thing' })
    scope.get('/first', { config, schema: { response: { 200: Type.Array(first) } }, handler })
    scope.get('/second', { config, schema: { response: { 200: Type.Object({ thing: second }) } }, handler })
  })
  t.teardown(() => app.close())
  t.throws(() => app.openApi.service, {
    message: /"Thing": getFirst answer 200\.items and getSecond answer 200\.thing\./,
  })
})
