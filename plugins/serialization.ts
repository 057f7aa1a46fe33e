import { type Serializer, SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import fp from 'fastify-plugin'

/** Compiles the serializer of an answer with the first of its kind: all together would be a good part of the start. */
export default fp(
  async (app) => {
    const compile = SerializerSelector()({}, {})
    app.setSerializerCompiler(({ schema, method, url, httpStatus = '' }) => {
      let serialize: Serializer | undefined
      return (answer) => {
        serialize ??= compile({ schema, method, url, httpStatus })
        return serialize(answer)
      }
    })
  },
  { name: 'serialization', fastify: '5.x' },
)
