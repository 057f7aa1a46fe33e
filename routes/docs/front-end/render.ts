import type { Answer, JsonSchema, OpenApiDocument, Operation, Parameter } from '../../../plugins/openapi/document.ts'
import { FrontEndComponents } from './front-end-components.ts'
import { frontEndOperationId } from './operation-id.ts'
import { FRONT_END_OPERATIONS, type FrontEndOperation } from './operations.ts'
import { QUERY_PARAMETERS } from './query-parameters.ts'

const PATH_PARAMETER = /\{(\w+)\}/g
const JSON_TYPE = 'application/json'

function isInteger(parameter: string): boolean {
  return parameter !== 'task_id' && (parameter.endsWith('_id') || parameter === 'box_no' || parameter === 'loc_no')
}

function pathParameters(path: string): Parameter[] {
  return Array.from(path.matchAll(PATH_PARAMETER), ([, name = '']) => ({
    in: 'path',
    name,
    required: true,
    schema: isInteger(name) ? { type: 'integer', format: 'int32' } : { type: 'string' },
  }))
}

/** Open routes below /api appear with the role that their method would need; only signing in has none. */
function role(operation: Operation, method: string, path: string): string | undefined {
  if (operation['x-required-role'] !== undefined) return operation['x-required-role']
  if (!path.startsWith('/api/') || /^\/api\/(testing\/)?auth\//.test(path)) return undefined
  return method === 'get' ? 'reader' : 'editor'
}

function answer(schema: JsonSchema | undefined): Answer {
  return schema ? { description: '', content: { [JSON_TYPE]: { schema } } } : { description: '' }
}

function renderAnswers(
  own: Operation,
  declared: FrontEndOperation,
  components: FrontEndComponents,
): Operation['responses'] {
  const answers: Operation['responses'] = {}
  for (const [status, { content }] of Object.entries(own.responses)) {
    if (!/^2\d\d$/.test(status)) continue
    const schema = content?.[JSON_TYPE]?.schema
    answers[status] = answer(schema && components.root(schema))
  }
  for (const [status, component] of declared.errors) answers[status] = answer(components.byKey(component))
  return answers
}

function renderOperation(
  own: Operation,
  [method, path]: [string, string],
  declared: FrontEndOperation,
  components: FrontEndComponents,
): Operation {
  const queryParameters = QUERY_PARAMETERS[`${method.toUpperCase()} ${path}`] ?? []
  const operation: Operation = {
    operationId: frontEndOperationId(method, path),
    parameters: [...pathParameters(path), ...queryParameters],
    responses: {},
  }
  const required = role(own, method, path)
  if (required !== undefined) {
    operation.security = [{ BearerAuth: [] }]
    operation['x-required-role'] = required
  }
  if (declared.bare) return operation
  const body = own.requestBody?.content[JSON_TYPE]?.schema
  if (body) operation.requestBody = { required: true, content: { [JSON_TYPE]: { schema: components.root(body) } } }
  operation.responses = renderAnswers(own, declared, components)
  return operation
}

/**
 * The document that the web front end generates its client from: the operations it knows, under its own component names.
 *
 * @param own our own document.
 */
export function renderFrontEndDocument(own: OpenApiDocument): OpenApiDocument {
  const components = new FrontEndComponents(own.components.schemas)
  const paths: OpenApiDocument['paths'] = {}
  for (const [path, item] of Object.entries(own.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const declared = FRONT_END_OPERATIONS.get(`${method.toUpperCase()} ${path}`)
      if (!declared) continue
      paths[path] ??= {}
      paths[path][method] = renderOperation(operation, [method, path], declared, components)
    }
  }
  const { servers: _, tags: __, ...rest } = own
  const { title, version } = own.info
  const { headers: ___, ...shared } = own.components
  return { ...rest, info: { title, version }, paths, components: { ...shared, schemas: components.schemas } }
}
