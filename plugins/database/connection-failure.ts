import { DatabaseUnreachableError, findDatabaseError } from './database-error.ts'
import { dropStackOfState } from './state-of-server.ts'

/** How the driver's errors without a code begin that are about connections which are gone or cannot be had. */
const DRIVER_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|The server does not support SSL connections|There was an error establishing an SSL connection|SASL:|timeout expired)/

/** SQLSTATEs after which the server closes the connection, or had not opened it. */
const ENDING = /^(57P0[1-5]|25P03|25P04|53300)$/

/**
 * Turns the driver's many errors of connections into the one that the service knows; any other error stays. What says how
 * the server is has no stack.
 */
export function asConnectionFailure(error: unknown): unknown {
  const failure = knownFailure(error)
  dropStackOfState(failure)
  return failure
}

function knownFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseUnreachableError) return error
  if (findDatabaseError(error) !== null) return error
  if (!isSystemError(error) && !isTlsError(error) && !DRIVER_MESSAGES.test(error.message)) return error
  const reason = error.message || ('code' in error ? String(error.code) : error.name)
  // A cause that says the same would stand twice in the log.
  return error.message === reason
    ? new DatabaseUnreachableError(reason)
    : new DatabaseUnreachableError(reason, { cause: error })
}

/** Whether a connection on which this happened is of no use any more. */
export function endsConnection(error: unknown): boolean {
  return error instanceof DatabaseUnreachableError || ENDING.test(findDatabaseError(error)?.code ?? '')
}

/** TLS was refused, or the certificate is none that is trusted. */
function isTlsError(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return /^(ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/.test(code)
}

function isSystemError(error: Error): boolean {
  if (error instanceof AggregateError)
    return error.errors.some((inner) => inner instanceof Error && isSystemError(inner))
  return 'syscall' in error
}
