import type { JsonSchema, Operation, Parameter } from './document.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route reads or changes a record that has an entity tag. */
    entityTag?: boolean
  }
}

/** Marks the operations of such routes until they are rendered. */
export const ENTITY_TAG_MARK = 'x-entity-tag'

const ETAG = {
  description: 'Strong entity tag of the record. It changes with everything that the record shows',
  schema: { type: 'string' },
}

const IF_NONE_MATCH: Parameter = {
  in: 'header',
  name: 'If-None-Match',
  required: false,
  description: 'Entity tags that the client has; when one of them is the current one, the answer is 304 without a body',
  schema: { type: 'string' },
}

const IF_MATCH: Parameter = {
  in: 'header',
  name: 'If-Match',
  required: false,
  description:
    'The entity tag of what the client has read, or several, or `*`. When the record was changed since, the answer is 412 and nothing is changed. What belongs to others and shows with the record, such as its stock, makes no difference here.',
  schema: {
    anyOf: [
      { type: 'string', enum: ['*'] },
      { type: 'string', pattern: '^(W/)?"[\\x21\\x23-\\x7e]*"([ \\t]*,[ \\t]*(W/)?"[\\x21\\x23-\\x7e]*")*$' },
    ],
    examples: ['*', '"7-1f3a"'],
  },
}

/**
 * Describes the entity tag of an operation's record, and the headers that compare it.
 *
 * @param envelope schema of the body of every failure.
 */
export function addEntityTag(method: string, operation: Operation, envelope: JsonSchema): void {
  const isTagged = Reflect.get(operation, ENTITY_TAG_MARK) === true
  Reflect.deleteProperty(operation, ENTITY_TAG_MARK)
  if (!isTagged) return
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (/^2/.test(status) && status !== '204') answer.headers = { ...answer.headers, ETag: ETAG }
  }
  if (method === 'get') {
    operation.parameters = [...(operation.parameters ?? []), IF_NONE_MATCH]
    operation.responses['304'] = { description: 'The client has the record as it is', headers: { ETag: ETAG } }
  } else if (method !== 'post') {
    operation.parameters = [...(operation.parameters ?? []), IF_MATCH]
    operation.responses['412'] = {
      description: 'The record has changed since it was read; its current entity tag comes with the answer',
      content: { 'application/json': { schema: envelope } },
      headers: { ETag: ETAG },
    }
  }
}
