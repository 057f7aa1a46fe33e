import { Ajv, type ValidateFunction } from 'ajv'
import ajvFormats from 'ajv-formats'
import fp from 'fastify-plugin'
import { describeProblems, NoSuchPathError, RequestValidationError } from '../errors/validation-error.ts'
import { compileBody, compileParams, compileQuery, type Schema } from './prepare.ts'

const COMPILERS = { body: compileBody, params: compileParams, querystring: compileQuery, headers: compileQuery }

type HttpPart = keyof typeof COMPILERS

function isHttpPart(part: string | undefined): part is HttpPart {
  return part !== undefined && part in COMPILERS
}

/**
 * Validates requests against the schemas of the routes, reporting every wrong field at once and in plain words.
 *
 * Bodies are taken as they are typed in JSON; only an integer may also come as decimal text. A number is never
 * accepted for text.
 */
export default fp(
  async (app) => {
    const strict = new Ajv({ allErrors: true, useDefaults: true, strict: false })
    const coercing = new Ajv({ allErrors: true, useDefaults: true, strict: false, coerceTypes: true })
    ajvFormats.default(strict)
    ajvFormats.default(coercing)

    app.setValidatorCompiler<Schema>(({ schema, httpPart }) => {
      const part = isHttpPart(httpPart) ? httpPart : 'body'
      const prepare = COMPILERS[part](schema)
      const ajv = part === 'body' || part === 'params' ? strict : coercing
      // Compiled with the first request: all schemas together would take a third of the start.
      let validate: ValidateFunction | undefined
      return (data: unknown) => {
        validate ??= ajv.compile(schema)
        try {
          const value = prepare(data)
          if (validate(value)) return { value }
          return {
            error:
              part === 'params'
                ? new NoSuchPathError()
                : new RequestValidationError(describeProblems(validate.errors ?? [])),
          }
        } catch (error) {
          return { error: error instanceof Error ? error : new Error(String(error)) }
        }
      }
    })
    // The validator's own errors say everything already.
    app.setSchemaErrorFormatter((errors) => new Error(errors[0]?.message ?? 'The request is not valid'))
  },
  { name: 'validation', fastify: '5.x' },
)
