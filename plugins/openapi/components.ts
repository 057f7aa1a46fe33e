import { isDeepStrictEqual } from 'node:util'
import { componentRef, type JsonSchema, mapSubschemas } from './document.ts'

const COMPONENT_TITLE = /^[A-Z][A-Za-z0-9]*$/

function isComponent(schema: JsonSchema): schema is JsonSchema & { title: string } {
  if (schema.title === undefined || !COMPONENT_TITLE.test(schema.title)) return false
  return schema.type === 'object' || schema.enum !== undefined || schema.anyOf !== undefined
}

/** The schemas that have moved into `components` while a document is rendered. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {}
  readonly #places = new Map<string, string>()

  /**
   * Moves every object, enumeration and union with a PascalCase title into the components, from any depth.
   *
   * @param schema a schema without references.
   * @param place where it stands, for the error.
   * @returns the schema with references in their place.
   * @throws Error naming both places when two different shapes have one title.
   */
  hoist(schema: JsonSchema, place: string): JsonSchema {
    const copy = mapSubschemas(schema, (inner, at) => this.hoist(inner, `${place}.${at}`))
    if (!isComponent(copy)) return copy
    const { default: fallback, ...shape } = copy
    this.#add(shape.title, shape, place)
    const ref = componentRef(shape.title)
    return fallback === undefined ? ref : { ...ref, default: fallback }
  }

  #add(title: string, shape: JsonSchema, place: string): void {
    const known = this.schemas[title]
    if (known === undefined) {
      this.schemas[title] = shape
      this.#places.set(title, place)
    } else if (!isDeepStrictEqual(known, shape)) {
      throw new Error(
        `Two different schemas have the title "${title}": ${this.#places.get(title)} and ${place}. Give one of them another title.`,
      )
    }
  }
}
