import { SettingsError } from '../config/index.ts'
import { findConnectionProblem, isRefusal, NO_CONNECTION } from '../database/connection-problem.ts'
import { StartError } from '../start-error.ts'

/** An error with a code, of the operating system or of PostgreSQL. */
interface CodedError extends Error {
  code: string
  path?: string
  syscall?: string
  address?: string
  port?: number
}

const OTHER_FOLDER = 'or set DATA_DIR to another folder'

/** What to do, by the codes of errors. */
const ADVICE: Readonly<Record<string, (error: CodedError) => string>> = {
  EADDRINUSE: ({ address, port }) =>
    `Port ${port} of ${address} is in use. End the program that has it (perhaps another instance of this service), or` +
    ' set PORT to another one.',
  EADDRNOTAVAIL: ({ address }) =>
    `This machine has no address ${address}. Set HOST to one that it has, such as 127.0.0.1, or 0.0.0.0 for all of them.`,
  ENOTFOUND: ({ message }) => `A host name is not known (${message}). Check HOST and DATABASE_URL.`,
  EACCES: (error) =>
    error.port === undefined
      ? `${pathOf(error)} may not be written by this user. Change its owner, ${OTHER_FOLDER}.`
      : `This user may not listen on port ${error.port}. Set PORT to one above 1023.`,
  EPERM: (error) => `${pathOf(error)} may not be changed by this user. Change its owner, ${OTHER_FOLDER}.`,
  EROFS: (error) => `${pathOf(error)} is on a read-only file system. Make it writable, ${OTHER_FOLDER}.`,
  ENOSPC: (error) => `No space is left on the disk of ${pathOf(error)}. Free some, ${OTHER_FOLDER} on a larger disk.`,
  EDQUOT: (error) => `The quota of the disk of ${pathOf(error)} is used up. Free some, ${OTHER_FOLDER}.`,
  ENOTDIR: (error) => `A part of the path ${pathOf(error)} is no folder. Set DATA_DIR to a folder.`,
  // The folder above is there: some file systems, such as /proc, answer so.
  ENOENT: (error) =>
    error.syscall === 'mkdir'
      ? `${pathOf(error)} cannot be made: its file system takes no new folders. Set DATA_DIR to another folder.`
      : stackOf(error),
  EEXIST: (error) => `${pathOf(error)} is no folder. Set DATA_DIR to a folder.`,
  DATABASE_UNREACHABLE: (error) => noDatabase(error),
  ECONNREFUSED: (error) => noDatabase(error),
  ECONNRESET: (error) => noDatabase(error),
  ETIMEDOUT: (error) => noDatabase(error),
  EHOSTUNREACH: (error) => noDatabase(error),
  '08001': (error) => noDatabase(error),
  '28000': (error) => noDatabase(error),
  '28P01': (error) => noDatabase(error),
  '3D000': (error) => noDatabase(error),
  '53300': (error) => noDatabase(error),
  '57P03': (error) => noDatabase(error),
  '42501': ({ message }) => `${sentence(message)}. The user in DATABASE_URL must own its database.`,
  '53100': ({ message }) => `The disk of the database is full (${message}). Free some space.`,
  '25006': ({ message }) =>
    `The database can only be read (${message}). Set DATABASE_URL to a server that takes changes.`,
}

/** The same for programs of PostgreSQL, which say only in words what was wrong. */
const ADVICE_BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /no space left on device|check free disk space|wrote only \d+ of \d+ bytes/i,
    `No space is left on that disk: free some, ${OTHER_FOLDER} on a larger one.`,
  ],
  [/read-only file system/i, `That file system is read-only: make it writable, ${OTHER_FOLDER}.`],
  [/permission denied/i, `Change the owner of that folder, ${OTHER_FOLDER}.`],
]

function noDatabase(error: CodedError): string {
  const reason = reasonOf(error)
  const { advice } = findConnectionProblem(error) ?? NO_CONNECTION
  return isRefusal(error) ? `${sentence(reason)}. ${advice}.` : `The database does not answer (${reason}). ${advice}.`
}

function pathOf({ path }: CodedError): string {
  return path ?? 'a file'
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

function isCoded(error: Error): error is CodedError {
  return 'code' in error && typeof error.code === 'string'
}

function* causesOf(error: unknown): Generator<Error> {
  for (let each = error; each instanceof Error; each = each.cause) yield each
}

function explain(error: unknown): string {
  for (const each of causesOf(error)) {
    if (each instanceof SettingsError) {
      return `${each.message}\nSet them in the environment or in the file .env; docs/configuration.md has every variable.`
    }
    if (each instanceof StartError) {
      const [, advice] = ADVICE_BY_WORDS.find(([words]) => words.test(each.message)) ?? []
      return advice === undefined ? each.message : `${each.message}\n${advice}`
    }
    const advice = isCoded(each) ? ADVICE[each.code] : undefined
    if (advice && isCoded(each)) return advice(each)
  }
  // What nobody has foreseen is told with its stack: whoever reports it needs that.
  return stackOf(error)
}

/** Says in plain words why the service could not start, and what to do about it. */
export function explainFailure(error: unknown): string {
  return `The service cannot start. ${explain(error)}`
}
