import type { FastifyReply } from 'fastify'
import { DomainError } from '../plugins/errors/domain-error.ts'

/** What servers log for a client that did not wait; nobody reads it as an answer. */
const CLIENT_CLOSED_REQUEST = 499

/** Aborts when the client goes before it has its answer, so that nobody works for an answer that nobody reads. */
export function clientGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  const tell = () => {
    if (!raw.writableFinished) {
      gone.abort(new DomainError(CLIENT_CLOSED_REQUEST, 'CLIENT_GONE', 'The client has gone', 'Nothing was changed'))
    }
  }
  if (raw.closed) tell()
  else raw.once('close', tell)
  return gone.signal
}
