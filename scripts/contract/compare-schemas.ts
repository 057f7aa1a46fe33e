import { type JsonSchema, referredComponent } from '../../plugins/openapi/document.ts'

type Components = Record<string, JsonSchema>

function text(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value)
}

function sorted(values: unknown[] | undefined): string {
  return values === undefined ? 'none' : values.map(text).sort().join(', ')
}

/** Compares schemas of two documents; each component is compared once, where it is met first. */
export class SchemaComparison {
  readonly differences: string[] = []
  readonly #expected: Components
  readonly #actual: Components
  readonly #seen = new Set<string>()

  constructor(expected: Components, actual: Components) {
    this.#expected = expected
    this.#actual = actual
  }

  compare(expected: JsonSchema | undefined, actual: JsonSchema | undefined, place: string): void {
    if (expected === undefined || actual === undefined) {
      this.#tell(place, 'schema', expected && 'one', actual && 'one')
      return
    }
    this.#tell(place, 'default', text(expected.default), text(actual.default))
    const component = referredComponent(expected)
    const other = referredComponent(actual)
    this.#tell(place, 'component', component, other)
    if (component !== other) return
    if (component === undefined) this.#compareShape(expected, actual, place)
    else this.#compareComponent(component)
  }

  #compareComponent(key: string): void {
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    const [expected, actual] = [this.#expected[key], this.#actual[key]]
    this.#tell(key, 'title', expected?.title, actual?.title)
    this.compare(expected, actual, key)
  }

  #compareShape(expected: JsonSchema, actual: JsonSchema, place: string): void {
    this.#tell(place, 'type', text(expected.type), text(actual.type))
    this.#tell(place, 'format', expected.format, actual.format)
    this.#tell(place, 'enum', sorted(expected.enum), sorted(actual.enum))
    this.#tell(place, 'required', sorted(expected.required), sorted(actual.required))
    if (expected.items ?? actual.items) this.compare(expected.items, actual.items, `${place}[]`)
    this.#compareProperties(expected.properties ?? {}, actual.properties ?? {}, place)
    this.#compareVariants(expected.anyOf ?? [], actual.anyOf ?? [], place)
    this.#compareFurther(expected.additionalProperties, actual.additionalProperties, place)
  }

  #compareProperties(expected: Components, actual: Components, place: string): void {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      this.compare(expected[name], actual[name], `${place}.${name}`)
    }
  }

  #compareVariants(expected: JsonSchema[], actual: JsonSchema[], place: string): void {
    this.#tell(place, 'number of variants', expected.length, actual.length)
    if (expected.length !== actual.length) return
    for (const [index, variant] of expected.entries()) this.compare(variant, actual[index], `${place}|${index}`)
  }

  #compareFurther(
    expected: JsonSchema['additionalProperties'],
    actual: JsonSchema['additionalProperties'],
    place: string,
  ): void {
    if (typeof expected === 'object' && typeof actual === 'object') this.compare(expected, actual, `${place}.*`)
    else this.#tell(place, 'additionalProperties', text(expected), text(actual))
  }

  #tell(place: string, what: string, expected: unknown, actual: unknown): void {
    if (expected !== actual) {
      this.differences.push(`${place}: ${what} is ${actual ?? 'none'}, expected ${expected ?? 'none'}`)
    }
  }
}
