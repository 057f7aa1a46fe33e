import { addReplayedAnswers } from './answer-headers.ts'
import type { JsonSchema, Operation, Parameter } from './document.ts'

/** Marks the operations that take no key, until they are rendered. */
export const NO_KEY_MARK = 'x-no-idempotency-key'

const KEY: Parameter = {
  in: 'header',
  name: 'Idempotency-Key',
  required: false,
  description:
    'Any text that the client makes up for this change, such as a UUID. The same request with the same key has its effect once; repetitions get the first answer, with `Idempotency-Replayed: true`.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?$' },
}

/**
 * Adds the header by which a client repeats a request safely, and what is answered then, to an operation that changes something.
 *
 * @param envelope schema of the body of every failure.
 */
export function addIdempotencyKey(
  [method, path]: readonly [method: string, path: string],
  operation: Operation,
  envelope: JsonSchema,
): void {
  const takesNone = Reflect.get(operation, NO_KEY_MARK) === true
  Reflect.deleteProperty(operation, NO_KEY_MARK)
  if (takesNone || method === 'get' || !path.startsWith('/api/')) return
  operation.parameters = [...(operation.parameters ?? []), KEY]
  addReplayedAnswers(operation, envelope)
}
