import Fastify from 'fastify'
import t, { type Test } from 'tap'
import { Type } from 'typebox'
import serialization from '../../plugins/serialization.ts'

const Thing = Type.Object({ name: Type.String() }, { title: 'Thing' })
const NamedThings = Type.Array(Thing, { description: 'With something to say' })

/** Answers more than the schemas have. */
async function build(t: Test) {
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(serialization)
  const answer = { name: 'a', more: 1 }
  app.get('/one', { schema: { response: { 200: Thing } } }, async () => answer)
  app.get('/other', { schema: { response: { 200: Type.Object({ more: Type.Integer() }) } } }, async () => answer)
  app.get('/list', { schema: { response: { 200: Type.Array(Thing) } } }, async () => [answer])
  app.get('/named', { schema: { response: { 200: NamedThings } } }, async () => [answer])
  app.get('/pair', { schema: { response: { 200: Type.Tuple([Thing, Type.Number()]) } } }, async () => [answer, 2])
  return app
}

const ANSWERS = {
  '/one': { name: 'a' },
  '/other': { more: 1 },
  '/list': [{ name: 'a' }],
  '/named': [{ name: 'a' }],
  '/pair': [{ name: 'a' }, 2],
}

t.test('answers have the shape of their own schema, in whatever order and instance they are asked for', async (t) => {
  const paths = Object.entries(ANSWERS)
  for (const order of [paths, paths.toReversed()]) {
    const app = await build(t)
    for (const [path, body] of [...order, ...order]) t.strictSame((await app.inject(path)).json(), body, path)
  }
})
