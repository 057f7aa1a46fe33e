import { Ajv, type ValidateFunction } from 'ajv'
import dependentRequired from 'ajv/dist/vocabularies/validation/dependentRequired.js'
import ajvFormats from 'ajv-formats'
import fp from 'fastify-plugin'
import { describeProblems, NoSuchPathError, RequestValidationError, refusalOf } from '../errors/validation-error.ts'
import { compileBody, compileParams, compileQuery, countsAsEmpty, type Schema } from './prepare.ts'
import { refuseUnknownParameters } from './unknown-parameters.ts'

const COMPILERS = { body: compileBody, params: compileParams, querystring: compileQuery, headers: compileQuery }

type HttpPart = keyof typeof COMPILERS

function isHttpPart(part: string | undefined): part is HttpPart {
  return part !== undefined && part in COMPILERS
}

/** A form is read by its route, part by part as it comes: its schema is for readers of the API. */
function isForm(contentType: string | undefined): boolean {
  return contentType?.startsWith('multipart/') ?? false
}

function createValidator(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: false, verbose: true, coerceTypes })
  ajvFormats.default(ajv)
  // A keyword of the JSON Schema that OpenAPI 3.1 has, and that the validator's default does not know.
  ajv.addKeyword(dependentRequired.default)
  return ajv
}

// They keep what they have compiled by the schema itself: several instances of the service in one process compile it once.
const strict = createValidator(false)
const coercing = createValidator(true)

/**
 * Validates requests against the schemas of the routes, reporting every wrong field at once and in plain words.
 *
 * Bodies are taken as they are typed in JSON; only an integer may also come as decimal text. A number is never
 * accepted for text. A body that is declared must be sent, unless its schema has a default.
 */
export default fp(
  async (app) => {
    app.setValidatorCompiler<Schema>(({ schema, httpPart, contentType }) => {
      if (isForm(contentType)) return (value: unknown) => ({ value })
      const part = isHttpPart(httpPart) ? httpPart : 'body'
      const prepare = COMPILERS[part](schema)
      const ajv = part === 'body' || part === 'params' ? strict : coercing
      const needsBody = part === 'body' && schema.default === undefined
      // Compiled with the first request: all schemas together would take a third of the start.
      let validate: ValidateFunction | undefined
      return (data: unknown) => {
        validate ??= ajv.compile(schema)
        try {
          const value = prepare(data)
          if (!validate(value)) {
            const errors = validate.errors ?? []
            if (part === 'params') return { error: new NoSuchPathError() }
            return { error: new RequestValidationError(describeProblems(errors), refusalOf(errors)) }
          }
          if (part === 'body' && countsAsEmpty(data) && (needsBody || data !== null)) {
            return { error: new RequestValidationError([{ field: '', message: 'The body must be a JSON object' }]) }
          }
          return { value }
        } catch (error) {
          return { error: error instanceof Error ? error : new Error(String(error)) }
        }
      }
    })
    // The validator's own errors say everything already.
    app.setSchemaErrorFormatter((errors) => new Error(errors[0]?.message ?? 'The request is not valid'))
    refuseUnknownParameters(app)
  },
  { name: 'validation', fastify: '5.x' },
)
