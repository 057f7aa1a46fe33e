import type { FastifyError } from 'fastify'
import {
  FOREIGN_KEY_VIOLATION,
  findDatabaseError,
  NOT_NULL_VIOLATION,
  PROGRAM_LIMIT_EXCEEDED,
  UNIQUE_VIOLATION,
} from '../database/database-error.ts'
import { isDatabaseUnavailable } from '../database/unavailable.ts'
import { isShortage } from '../system-shortage.ts'
import { DomainError } from './domain-error.ts'
import type { ErrorBody } from './envelope.ts'
import { isFullDisk } from './full-disk.ts'
import { UnreadableBodyError } from './unreadable-body.ts'
import { NoSuchPathError, RequestValidationError } from './validation-error.ts'

/** An error answer before it is tied to a request. */
export interface ErrorAnswer {
  statusCode: number
  body: Omit<ErrorBody, 'correlationId'>
  headers?: Record<string, string>
}

function answer(statusCode: number, error: string, message: string): ErrorAnswer {
  return { statusCode, body: { error, details: { message } } }
}

export const unknownRoute = answer(404, 'Resource not found', 'The requested address does not exist')
export const wrongMethod = answer(405, 'Method not allowed', 'The address exists, but not with this method')
const internalError = answer(500, 'Internal server error', 'Something went wrong on our side; the log has the details')
const RETRY_AFTER_SECONDS = 5
/** Seconds until another attempt makes sense, by the statuses of refusals that pass. */
const RETRY_AFTER: Readonly<Record<number, number>> = { 429: 60, 503: RETRY_AFTER_SECONDS }
const databaseUnavailable: ErrorAnswer = {
  statusCode: 503,
  body: {
    error: 'The database is not available at the moment',
    details: { message: `Try again in ${RETRY_AFTER_SECONDS} seconds` },
    code: 'DATABASE_UNAVAILABLE',
  },
  headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
}
/** The answer while the database lacks tables, functions or columns, because its migrations are pending. */
export const schemaPending: ErrorAnswer = {
  statusCode: 503,
  body: {
    error: 'The database is not up to date yet',
    details: { message: 'Migrations are pending; the command "migrate" applies them. Try again afterwards' },
    code: 'DATABASE_UNAVAILABLE',
  },
  headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
}
const FULL_DISK_RETRY_SECONDS = 60
const noFileStored: ErrorAnswer = {
  statusCode: 503,
  body: {
    error: 'No file can be stored at the moment',
    details: { message: 'The disk of the service is full or read-only. Try again when its operator has made room' },
    code: 'STORAGE_UNAVAILABLE',
  },
  headers: { 'retry-after': String(FULL_DISK_RETRY_SECONDS) },
}
/** The answer while the service has no file, socket, thread or memory for a request, whatever needs it. */
const nothingFree: ErrorAnswer = {
  statusCode: 503,
  body: {
    error: 'The service has too much to do at the moment',
    details: { message: `Nothing is wrong with the request. Try again in ${RETRY_AFTER_SECONDS} seconds` },
    code: 'SERVICE_BUSY',
  },
  headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
}
/** SQLSTATEs of a column, a function, a table or a schema that does not exist. */
const MISSING_OBJECTS = new Set(['42703', '42883', '42P01', '3F000'])
const invalidJson = answer(400, 'Invalid JSON', 'Send a JSON document with content-type application/json')
const tooLarge = answer(413, 'The request is too large', 'Send less in one request')

/** What the JSON body parser of Fastify reports when it cannot use a body. */
const JSON_PROBLEMS = new Set([
  'FST_ERR_CTP_INVALID_MEDIA_TYPE',
  'FST_ERR_CTP_INVALID_JSON_BODY',
  'FST_ERR_CTP_EMPTY_JSON_BODY',
  'FST_ERR_CTP_EMPTY_TYPE',
  'FST_ERR_CTP_INVALID_CONTENT_LENGTH',
])

function answerDatabaseError(code: string): ErrorAnswer | null {
  if (code === UNIQUE_VIOLATION)
    return answer(409, 'Resource already exists', 'A record with these values exists already')
  if (code === FOREIGN_KEY_VIOLATION)
    return answer(400, 'Invalid reference', 'A record that is referred to does not exist')
  if (code === NOT_NULL_VIOLATION) return answer(400, 'Missing required field', 'A required field is missing or blank')
  if (code.startsWith('23'))
    return answer(400, 'Database constraint violation', 'A value breaks a rule of the inventory')
  // A text that is too long for its column or an index, a number that is too large for what is computed with it.
  if (code.startsWith('22') || code === PROGRAM_LIMIT_EXCEEDED)
    return answer(400, 'A value cannot be stored', 'A value is too long, too large or not of the right form')
  return null
}

/** Whether a statement named something that the database does not have. */
export function isMissingObject(error: unknown): boolean {
  return MISSING_OBJECTS.has(findDatabaseError(error)?.code ?? '')
}

function hasStatus(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
}

/** Chooses the answer to an error. Anything that is not known to be the caller's fault is a 500 without internals. */
export function answerTo(error: unknown): ErrorAnswer {
  if (error instanceof DomainError && (error.statusCode === 503 || !isShortage(error))) {
    const retryAfter = error.retryAfterSeconds ?? RETRY_AFTER[error.statusCode]
    return {
      statusCode: error.statusCode,
      body: { error: error.message, details: { ...error.facts, message: error.hint }, code: error.code },
      headers: {
        ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
        ...(error.entityTag !== undefined && { etag: error.entityTag }),
      },
    }
  }
  if (error instanceof RequestValidationError) {
    return {
      statusCode: 400,
      body: {
        error: error.message,
        details: {
          message: 'The request is not valid',
          field: error.problems[0]?.field ?? null,
          errors: [...error.problems],
        },
      },
    }
  }
  if (error instanceof NoSuchPathError) return unknownRoute
  if (error instanceof UnreadableBodyError) return answer(error.statusCode, error.message, error.hint)
  if (isDatabaseUnavailable(error)) return databaseUnavailable
  if (isShortage(error)) return nothingFree
  if (isFullDisk(error)) return noFileStored
  const databaseError = findDatabaseError(error)
  if (databaseError) return answerDatabaseError(databaseError.code) ?? internalError
  if (!hasStatus(error)) return internalError
  if (JSON_PROBLEMS.has(error.code) || (error.statusCode === 400 && error instanceof SyntaxError)) return invalidJson
  if (error.statusCode === 413) return tooLarge
  // A router's limit on the length of a path parameter is none of the API's: nothing has such a long name.
  if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') return unknownRoute
  if (error.statusCode === undefined || error.statusCode >= 500 || error.statusCode < 400) return internalError
  return answer(error.statusCode, error.message, 'The request was refused')
}
