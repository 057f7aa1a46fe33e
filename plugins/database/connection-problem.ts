import { DatabaseUnreachableError, findDatabaseError } from './database-error.ts'
import { isUnreachable } from './unavailable.ts'

/** Why there is no connection that can be worked with. */
export interface ConnectionProblem {
  /** For everybody, as in the answer of a probe: it says nothing of the server, the database or the user. */
  reason: string
  /** What to do, for whoever runs the service. */
  advice: string
}

/** The server is not there, or does not answer. */
export const NO_CONNECTION: ConnectionProblem = {
  reason: 'no connection',
  advice: 'Check DATABASE_URL, and that its server runs',
}

/** By SQLSTATE: what a server answers that is there and gives no connection. */
const REFUSALS: Readonly<Partial<Record<string, ConnectionProblem>>> = {
  '3D000': {
    reason: 'no such database',
    advice: 'Make it with createdb, or set DATABASE_URL to one that exists',
  },
  '28P01': { reason: 'wrong user or password', advice: 'Check user and password in DATABASE_URL' },
  '28000': {
    reason: 'the user is not let in',
    advice: 'Check the user in DATABASE_URL, and pg_hba.conf of the server',
  },
  '42501': {
    reason: 'no right to connect',
    advice:
      'Let the owner of the database run "grant connect on database … to …", with its name and the user in DATABASE_URL',
  },
  '55000': {
    reason: 'the database takes no connections',
    advice: 'Run "alter database … allow_connections true", or set DATABASE_URL to another one',
  },
  '53300': {
    reason: 'no connection is free',
    advice: 'Raise max_connections of the server, or lower DB_POOL_SIZE and DB_POOL_MAX_OVERFLOW',
  },
  '57P03': { reason: 'the server is not up', advice: 'It starts, recovers or ends: wait, or look into its log' },
}

/** The same for what the driver and the system say, without a name of its own for everybody. */
const ADVICE_BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /does not support SSL/,
    'The server takes no TLS: set sslmode=disable in DATABASE_URL, or switch on ssl at the server',
  ],
  [
    /certificate|altnames/i,
    'The certificate of the server is not trusted: name its authority with sslrootcert in DATABASE_URL',
  ],
  [/ENOTFOUND|EAI_AGAIN/, 'Check the host name in DATABASE_URL'],
]

/** What the service cannot do for lack of a right to connect, or on a database that is closed, belongs to the sign-in alone. */
const ONLY_AT_SIGN_IN = new Set(['42501', '55000'])

/**
 * Makes one kind of failure of those refusals that mean something else where a connection is there.
 *
 * @param error with which a connection could not be opened.
 */
export function asRefusal(error: unknown): unknown {
  const code = findDatabaseError(error)?.code ?? ''
  if (!ONLY_AT_SIGN_IN.has(code) || !(error instanceof Error)) return error
  return new DatabaseUnreachableError(error.message, { cause: error })
}

/** Finds why there is no connection in an error, or in what has caused it; null for an error of another kind. */
export function findConnectionProblem(error: unknown): ConnectionProblem | null {
  if (!(error instanceof Error)) return null
  const code = findDatabaseError(error)?.code ?? ''
  if (!ONLY_AT_SIGN_IN.has(code) && REFUSALS[code]) return REFUSALS[code]
  return isUnreachable(error) ? problemOf(error) : findConnectionProblem(error.cause)
}

function problemOf({ message, cause }: Error): ConnectionProblem {
  const refusal = REFUSALS[findDatabaseError(cause)?.code ?? '']
  if (refusal !== undefined) return refusal
  const [, advice = NO_CONNECTION.advice] = ADVICE_BY_WORDS.find(([words]) => words.test(message)) ?? []
  return { ...NO_CONNECTION, advice }
}

/**
 * Says in one line why there is no connection, and what to do about it.
 *
 * @param setting that names the server.
 */
export function explainConnection(error: unknown, setting = 'DATABASE_URL'): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  const problem = findConnectionProblem(error)
  return problem === null ? message : `${message}. ${problem.advice.replaceAll('DATABASE_URL', setting)}`
}

/** What to do about a problem that is known by its reason alone, as the answer of a probe has it; null for an unknown one. */
export function adviceFor(reason: unknown): string | null {
  const all = [NO_CONNECTION, ...Object.values(REFUSALS)]
  return all.find((each) => each?.reason === reason)?.advice ?? null
}

/** Whether the server is there and answers, and lets nobody in for a reason that somebody has to mend. */
export function isRefusal(error: unknown): boolean {
  const problem = findConnectionProblem(error)
  return problem !== null && Object.values(REFUSALS).includes(problem)
}
