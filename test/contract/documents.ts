import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import type { JsonSchema, OpenApiDocument, Operation } from '../../plugins/openapi/document.ts'
import type { Answer } from './client.ts'

const JSON_TYPE = 'application/json'

/** Headers that clients act on: where they are sent, the document says so. */
const TELLING_HEADERS = ['Idempotency-Replayed', 'Operation-Id', 'Retry-After']

/** What a document declares about an operation, made checkable. */
export class Contract {
  readonly #document: OpenApiDocument
  readonly #answers: Ajv2020
  readonly #requests: Ajv2020
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor(document: OpenApiDocument) {
    this.#document = document
    this.#answers = this.#validator({})
    // A property with a default may be left out of a request, also when it counts as required.
    this.#requests = this.#validator({ useDefaults: true })
  }

  #validator(options: object): Ajv2020 {
    const ajv = new Ajv2020({ strict: false, allErrors: true, ...options })
    ajvFormats.default(ajv)
    return ajv.addSchema({ $id: 'document', components: this.#document.components })
  }

  #compile(ajv: Ajv2020, schema: JsonSchema): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/')
    const key = `${ajv === this.#requests} ${text}`
    const validate = this.#compiled.get(key) ?? ajv.compile(JSON.parse(text))
    this.#compiled.set(key, validate)
    return validate
  }

  /** Operations by method and path, such as `GET /api/types`. */
  operations(): Map<string, Operation> {
    return new Map(
      Object.entries(this.#document.paths).flatMap(([path, item]) =>
        Object.entries(item).map(([method, operation]): [string, Operation] => [
          `${method.toUpperCase()} ${path}`,
          operation,
        ]),
      ),
    )
  }

  /** The schema itself, when this is a reference to a component. */
  resolve(schema: JsonSchema): JsonSchema {
    const key = schema.$ref?.split('/').at(-1)
    return key === undefined ? schema : (this.#document.components.schemas[key] ?? {})
  }

  /** Whether a request with this body fits its schema. */
  accepts(schema: JsonSchema, body: unknown): boolean {
    return this.#compile(this.#requests, schema)(structuredClone(body))
  }

  /** What is wrong with an answer, one line a problem. */
  problems(schema: JsonSchema, value: unknown): string[] {
    const validate = this.#compile(this.#answers, schema)
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  /** How an answer differs from what the operation declares. */
  check(operation: Operation, answer: Answer): string[] {
    const { responses } = operation
    const declared = responses[answer.status] ?? responses[`${Math.floor(answer.status / 100)}XX`]
    if (declared === undefined) return [`status ${answer.status} is not declared`]
    const hidden = TELLING_HEADERS.filter((name) => answer.headers.has(name) && !(name in (declared.headers ?? {})))
    return [...hidden.map((name) => `the header ${name} is not declared`), ...this.#checkBody(declared, answer)]
  }

  #checkBody({ content = {} }: Operation['responses'][string], answer: Answer): string[] {
    const schema = content[JSON_TYPE]?.schema
    const [type = ''] = answer.type.split(';')
    // An answer of several forms has the schema of the one that it took.
    if (schema === undefined || (type !== JSON_TYPE && type in content)) return []
    if (!answer.type.startsWith(JSON_TYPE)) return [`the content type is ${answer.type || 'missing'}`]
    return this.problems(schema, answer.json())
  }
}
