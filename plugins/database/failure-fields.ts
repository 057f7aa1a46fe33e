import { asConnectionFailure } from './connection-failure.ts'
import { explainConnection, isRefusal } from './connection-problem.ts'
import { whyUnavailable } from './unavailable.ts'

/**
 * What the log says of a failure beside its message. That the database cannot be used is told with its reason, in one line:
 * the error would bring its stack, and with it what the driver has hung on it, such as the whole connection.
 *
 * @param setting that names the server.
 */
export function failureFields(error: unknown, setting?: string): { reason: string } | { err: unknown } {
  const failure = asConnectionFailure(error)
  const reason = isRefusal(failure) ? explainConnection(failure, setting) : whyUnavailable(failure)
  return reason === null ? { err: failure } : { reason }
}
