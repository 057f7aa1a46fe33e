import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'

/** A test file whose tests break in every way that nobody catches, each between two that go well. */
const BREAKING = `
import { EventEmitter, once } from 'node:events'
import { createServer, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
const fail = (way) => { throw new Error(way) }
const WAYS = {
  timeout: () => setTimeout(() => fail('timeout'), 1),
  immediate: () => setImmediate(() => fail('immediate')),
  tick: () => process.nextTick(() => fail('tick')),
  microtask: () => queueMicrotask(() => fail('microtask')),
  rejection: () => void Promise.reject(new Error('rejection')),
  later: () => void pause(1).then(() => fail('later')),
  emitter: () => setTimeout(() => new EventEmitter().emit('error', new Error('emitter')), 1),
}
for (const [way, begin] of Object.entries(WAYS)) {
  t.test(way, async (t) => {
    await t.test('before', async (t) => t.pass('before'))
    await t.test('within ' + way, async () => {
      begin()
      await new Promise(() => setTimeout(() => {}, 60_000).unref())
    })
    await t.test('behind', async (t) => t.pass('behind'))
  })
}
t.test('server', async (t) => {
  const server = createServer(() => fail('server')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const request = get({ port: server.address().port, host: '127.0.0.1' }).on('error', () => {})
  t.teardown(() => { request.destroy(); server.close() })
  await new Promise(() => {})
})
`

/** Runs the file as the test command does, and answers the assertions that it says have failed. */
async function failuresOf(file: string): Promise<string[]> {
  const { PATH = '', HOME = '' } = process.env
  const output = await promisify(execFile)(process.execPath, ['scripts/test/run.ts', file], {
    env: { PATH, HOME, NODE_COMPILE_CACHE: 'node_modules/.cache/tests' },
  }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  )
  return [...output.matchAll(/^\s*not ok \d+ - (.*?)(?: # time=.*)?$/gm)].map(([, assertion = '']) => assertion)
}

t.test('what nobody catches fails the test that has begun it, and no other', async (t) => {
  const folder = t.testdir({ 'breaking.test.ts': BREAKING })
  const ways = ['timeout', 'immediate', 'tick', 'microtask', 'rejection', 'later', 'emitter']
  t.same(await failuresOf(join(folder, 'breaking.test.ts')), [
    ...ways.flatMap((way) => [way, `within ${way}`, way]),
    'server',
    'server',
  ])
})
