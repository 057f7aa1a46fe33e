import { type Serializer, SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import fp from 'fastify-plugin'

const compile = SerializerSelector()({}, {})

/**
 * What has been compiled, by the schema: routes with the same answer share it, and so do instances of the service in one
 * process. A list is known by the schema of its items, since each route says `Type.Array` anew.
 */
const compiled = new WeakMap<object, Serializer>()
const compiledLists = new WeakMap<object, Serializer>()

/** The place of a schema's serializer. */
function placeOf(schema: object): { known: WeakMap<object, Serializer>; key: object } {
  const items = 'type' in schema && schema.type === 'array' && 'items' in schema ? schema.items : null
  const isPlainList =
    typeof items === 'object' && items !== null && !Array.isArray(items) && Object.keys(schema).length === 2
  return isPlainList ? { known: compiledLists, key: items } : { known: compiled, key: schema }
}

/** Compiles the serializer of an answer with the first of its kind: all together would be a good part of the start. */
export default fp(
  async (app) => {
    app.setSerializerCompiler<object>(({ schema, method, url, httpStatus = '' }) => {
      const { known, key } = placeOf(schema)
      let serialize: Serializer | undefined
      return (answer) => {
        if (serialize === undefined) {
          serialize = known.get(key) ?? compile({ schema, method, url, httpStatus })
          known.set(key, serialize)
        }
        return serialize(answer)
      }
    })
  },
  { name: 'serialization', fastify: '5.x' },
)
