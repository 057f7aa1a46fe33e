import Fastify from 'fastify'
import t, { type Test } from 'tap'
import health from '../../plugins/health/index.ts'

async function build(test: Test) {
  const app = Fastify()
  test.teardown(() => app.close())
  await app.register(health)
  return app
}

t.test('without checks everything is fine', async (t) => {
  const app = await build(t)
  t.same(await app.readiness.run(), { ok: true, results: {} })
})

t.test('a result without ok counts as fine, ok: false does not', async (t) => {
  const app = await build(t)
  app.readiness.addCheck('plain', () => ({ version: 3 }))
  t.same(await app.readiness.run(), { ok: true, results: { plain: { version: 3 } } })
  app.readiness.addCheck('down', async () => ({ ok: false, connected: false }))
  t.same(await app.readiness.run(), {
    ok: false,
    results: { plain: { version: 3 }, down: { ok: false, connected: false } },
  })
  t.same(await app.liveness.run(), { ok: true, results: {} }, 'the two kinds are apart')
})

t.test('a check that throws is not ok, and what it threw stays inside', async (t) => {
  const app = await build(t)
  app.readiness.addCheck('throws', () => {
    throw new Error('no route to host')
  })
  app.readiness.addCheck('rejects', () => Promise.reject('just a text'))
  t.same((await app.readiness.run()).results, {
    throws: { ok: false, error: 'the check failed' },
    rejects: { ok: false, error: 'the check failed' },
  })
})

t.test('checks run in parallel, 2 s each', async (t) => {
  const app = await build(t)
  for (const name of ['a', 'b', 'c']) app.readiness.addCheck(name, () => new Promise(() => {}))
  const start = performance.now()
  const { ok, results } = await app.readiness.run()
  const took = performance.now() - start
  t.equal(ok, false)
  t.match(results, { a: { ok: false, error: /2 s/ }, b: { ok: false }, c: { ok: false } })
  t.ok(took >= 1900 && took < 3500, `took ${took} ms`)
})

t.test('the name of a check is taken once', async (t) => {
  const app = await build(t)
  app.readiness.addCheck('database', () => ({}))
  t.throws(() => app.readiness.addCheck('database', () => ({})), /"database" is registered already/)
})
