import type { FastifyReply, FastifyRequest } from 'fastify'
import { newOperation, type Operation, type OperationFields } from '../services/stock/operations/operation.ts'
import { callerAuthor } from './caller.ts'

/** For the descriptions of routes that call `runOperation`. */
export const OPERATION_HEADER_NOTE =
  'The header `Operation-Id` of the answer names what was done; `POST /api/operations/{operation_id}/undo` takes it back.'

/** For the `config` of such routes: the header as the document describes it. */
export const NAMES_OPERATION = {
  answerHeaders: {
    'Operation-Id': {
      description: 'What was done, unless there was nothing to do',
      schema: { type: 'string', format: 'uuid' },
    },
  },
}

/**
 * Does something as an operation of the sender of a request. The answer names it, so that a client can undo it, unless
 * there was nothing to do.
 */
export async function runOperation<T>(
  request: Pick<FastifyRequest, 'identity'>,
  reply: Pick<FastifyReply, 'header'>,
  fields: Omit<OperationFields, 'author'>,
  work: (operation: Operation) => Promise<T>,
): Promise<T> {
  const operation = newOperation({ ...fields, author: callerAuthor(request) })
  const result = await work(operation)
  if (operation.trace.isWritten) reply.header('operation-id', operation.id)
  return result
}
