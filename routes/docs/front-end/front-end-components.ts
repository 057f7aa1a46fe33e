import { componentRef, type JsonSchema, mapSubschemas, referredComponent } from '../../../plugins/openapi/document.ts'
import { frontEndShape } from './component-shape.ts'
import { FIXED_COMPONENTS } from './fixed-components.ts'
import { FRONT_END_NAMES, INNER_NAMES, LIST_ITEM_NAMES, LIST_SUFFIX } from './names.ts'

function keyOf(component: string): string {
  return FRONT_END_NAMES[component] ?? component
}

function lastName(key: string): string {
  return key.split('.')[0] ?? key
}

/** The components of the front end's document: every request, answer and list has its own copies of what is inside it. */
export class FrontEndComponents {
  readonly schemas: Record<string, JsonSchema> = { ...FIXED_COMPONENTS }
  readonly #own: Record<string, JsonSchema>

  /** @param own the components of our own document. */
  constructor(own: Record<string, JsonSchema>) {
    this.#own = own
  }

  /** Adds a request or answer, with all that is inside it, and returns the reference to it. */
  root(schema: JsonSchema): JsonSchema {
    const known = this.#knownVariant(schema)
    const component = referredComponent(known)
    if (component !== undefined) return this.#add(keyOf(component), component, keyOf(component))
    const item = known.type === 'array' && known.items ? this.#knownVariant(known.items) : undefined
    const itemComponent = referredComponent(item)
    if (itemComponent !== undefined) return this.#addList(itemComponent)
    return mapSubschemas(known, (inner) => this.root(inner))
  }

  /** The reference to a component by its key there; undefined when no route has it. */
  byKey(key: string): JsonSchema | undefined {
    if (key in FIXED_COMPONENTS) return componentRef(key)
    const component = Object.keys(FRONT_END_NAMES).find((name) => FRONT_END_NAMES[name] === key && name in this.#own)
    return component === undefined ? undefined : this.#add(key, component, key)
  }

  /** Of variants that a query switch chooses among, the first that the front end has a name for. */
  #knownVariant(schema: JsonSchema): JsonSchema {
    const variants = schema.anyOf
    if (variants === undefined) return schema
    const isKnown = (variant: JsonSchema) =>
      [variant, variant.items].some((candidate) => (referredComponent(candidate) ?? '') in FRONT_END_NAMES)
    return variants.find(isKnown) ?? schema
  }

  #addList(component: string): JsonSchema {
    const item = LIST_ITEM_NAMES[component] ?? lastName(keyOf(component))
    const title = `${item}List`
    const root = `${title}.${LIST_SUFFIX}`
    this.schemas[root] ??= { type: 'array', title, items: this.#add(`${root}.${item}`, component, root, item) }
    return componentRef(root)
  }

  #add(key: string, component: string, root: string, name = lastName(key)): JsonSchema {
    if (!(key in this.schemas)) {
      // Taken before it is filled: a component may lead back to itself.
      this.schemas[key] = {}
      this.schemas[key] = this.#rename(frontEndShape(this.#own[component] ?? {}, name), root)
    }
    return componentRef(key)
  }

  /** Turns references to our components into references to their copies below a root. */
  #rename(schema: JsonSchema, root: string): JsonSchema {
    const component = referredComponent(schema)
    if (component === undefined) return mapSubschemas(schema, (inner) => this.#rename(inner, root))
    const name = INNER_NAMES[root]?.[component] ?? lastName(keyOf(component))
    return { ...schema, ...this.#add(`${root}.${name}`, component, root, name) }
  }
}
