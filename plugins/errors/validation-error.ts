import type { ErrorObject } from 'ajv'

/** One thing that is wrong with a request. */
export interface FieldProblem {
  /** Dotted path of the field, list indexes included: `allocations.0.qty`. */
  field: string
  message: string
}

/** The body or the query does not have the declared shape. `message` names the first wrong field, unless given. */
export class RequestValidationError extends Error {
  override readonly name = 'RequestValidationError'
  readonly problems: readonly FieldProblem[]

  constructor(problems: readonly FieldProblem[], message?: string) {
    const [first] = problems
    const words =
      first === undefined
        ? 'The request is not valid'
        : first.field === ''
          ? first.message
          : `${first.field} ${first.message}`
    super(message ?? words)
    this.problems = problems
  }
}

/** A path parameter that no resource can have, such as a word where a number belongs: no such route. */
export class NoSuchPathError extends Error {
  override readonly name = 'NoSuchPathError'
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

function pathOf(error: ErrorObject): string {
  const parents = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const missing: unknown = error.params.missingProperty ?? error.params.additionalProperty
  return [...parents, ...(typeof missing === 'string' ? [missing] : [])].join('.')
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function textIn(schema: unknown, name: string): string | undefined {
  const text: unknown = typeof schema === 'object' && schema !== null ? Reflect.get(schema, name) : undefined
  return typeof text === 'string' ? text : undefined
}

function messageOf({ keyword, params, parentSchema, message = 'is not valid' }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is required'
    case 'type':
      return `must be ${[params.type]
        .flat()
        .map((type) => TYPE_NAMES[String(type)] ?? String(type))
        .join(' or ')}`
    case 'minimum':
      return `must be at least ${params.limit}`
    case 'maximum':
      return `must be at most ${params.limit}`
    case 'exclusiveMinimum':
      return `must be greater than ${params.limit}`
    case 'minLength':
      return params.limit === 1
        ? 'must not be empty'
        : `must have at least ${plural(Number(params.limit), 'character')}`
    case 'maxLength':
      return `must have at most ${plural(Number(params.limit), 'character')}`
    case 'minItems':
      return `must have at least ${plural(Number(params.limit), 'entry').replace(/entrys$/, 'entries')}`
    case 'maxItems':
      return `must have at most ${plural(Number(params.limit), 'entry').replace(/entrys$/, 'entries')}`
    case 'minProperties':
      return `must have at least ${plural(Number(params.limit), 'field')}`
    case 'uniqueItems':
      return 'must not contain the same entry twice'
    case 'enum':
      return `must be one of: ${Array.isArray(params.allowedValues) ? params.allowedValues.filter((value) => value !== null).join(', ') : ''}`
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}`
    case 'additionalProperties':
      return 'is not a known field'
    case 'dependentRequired':
      return `must be sent with ${params.property}`
    case 'pattern':
      return textIn(parentSchema, 'x-hint') ?? 'does not have the right form'
    default:
      return message
  }
}

/**
 * Turns what the schema validator found into one problem a field, in the order of the schema.
 *
 * A field that may be null is declared as one of two shapes; what is wrong with the other shape is what helps.
 */
export function describeProblems(errors: readonly ErrorObject[]): FieldProblem[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf')
  const problems = new Map<string, FieldProblem>()
  for (const error of errors) {
    if (error.keyword === 'anyOf') continue
    const isNullBranch = error.keyword === 'type' && error.params.type === 'null'
    if (isNullBranch && choices.some(({ instancePath }) => instancePath === error.instancePath)) continue
    const field = pathOf(error)
    const known = problems.get(field)
    const message = messageOf(error)
    if (!known) problems.set(field, { field, message })
    else if (choices.length > 0 && error.keyword === 'const')
      known.message += ` or ${JSON.stringify(error.params.allowedValue)}`
  }
  return [...problems.values()]
}

/**
 * What the answer says as a whole where the schema of the first wrong field has words of its own for a value of the
 * wrong form (`x-refusal`) or for null (`x-null-refusal`). Needs the validator's option `verbose`.
 */
export function refusalOf([first]: readonly ErrorObject[]): string | undefined {
  const { keyword, parentSchema, data } = first ?? {}
  if (keyword === 'pattern') return textIn(parentSchema, 'x-refusal')
  return keyword === 'type' && data === null ? textIn(parentSchema, 'x-null-refusal') : undefined
}
