import t from 'tap'
import type { JsonSchema, OpenApiDocument } from '../../../plugins/openapi/document.ts'
import { compareDocuments } from '../../../scripts/contract/compare.ts'

function documentWith(thing: JsonSchema, path = '/a/{id}', role = 'reader', status = '200'): OpenApiDocument {
  const schema = { $ref: '#/components/schemas/Thing' }
  return {
    openapi: '3.1.0',
    info: { title: 'test', version: '1' },
    paths: {
      [path]: {
        get: {
          operationId: 'get_a',
          parameters: [{ in: 'path', name: 'id', required: true, schema: { type: 'integer', format: 'int32' } }],
          responses: { [status]: { description: '', content: { 'application/json': { schema } } } },
          'x-required-role': role,
        },
      },
    },
    components: { schemas: { Thing: thing } },
  }
}

const thing: JsonSchema = {
  type: 'object',
  title: 'Thing',
  properties: {
    name: { type: 'string', title: 'Name', maxLength: 5 },
    kind: { type: 'string', enum: ['a', 'b'] },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null },
  },
  required: ['name', 'kind'],
}

function differences(other: OpenApiDocument): string[] {
  return compareDocuments(documentWith(thing), other).differences
}

t.test('order, limits and titles of properties do not count', async (t) => {
  const properties = { ...thing.properties, name: { type: 'string' } }
  t.strictSame(differences(documentWith({ ...thing, properties, required: ['kind', 'name'] })), [])
})

t.test('properties: missing, additional, type, default, enumeration, required, title', async (t) => {
  const properties = { name: { type: 'integer' }, kind: { type: 'string', enum: ['a'] }, more: { type: 'string' } }
  t.strictSame(differences(documentWith({ type: 'object', title: 'Other', properties, required: ['name'] })).sort(), [
    'Thing.kind: enum is "a", expected "a", "b"',
    'Thing.more: schema is one, expected none',
    'Thing.name: type is "integer", expected "string"',
    'Thing.note: schema is none, expected one',
    'Thing: required is "name", expected "kind", "name"',
    'Thing: title is Other, expected Thing',
  ])
  const note = { anyOf: [{ type: 'string' }, { type: 'null' }] }
  t.strictSame(differences(documentWith({ ...thing, properties: { ...thing.properties, note } })), [
    'Thing.note: default is none, expected null',
  ])
})

t.test('operations: role, answers, missing and additional ones', async (t) => {
  t.strictSame(differences(documentWith(thing, '/a/{id}', 'editor', '201')), [
    'get /a/{id}: role is editor, expected reader',
    'get /a/{id}: answer 200 is missing',
    'get /a/{id}: answer 201 is not expected',
  ])
  t.match(compareDocuments(documentWith(thing), documentWith(thing, '/b/{id}')), {
    differences: [],
    missing: ['get /a/{id}'],
    additional: ['get /b/{id}'],
  })
})
