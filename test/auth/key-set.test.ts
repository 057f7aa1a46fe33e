import { mock } from 'node:test'
import { exportJWK, generateKeyPair, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose'
import t from 'tap'
import { KeySet, NoKeysError } from '../../services/access/auth/key-set.ts'
import { sampleValue } from '../support/sample-value.ts'

const MINUTE = 60_000

async function loads(trigger: string, status: string): Promise<number> {
  return (await sampleValue('jwks_refresh_total', { trigger, status })) ?? 0
}

async function build() {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), alg: 'RS256' }
  const state = { now: 0, fails: false, kids: ['a'], downloads: 0 }
  const keys = new KeySet(
    async (): Promise<JSONWebKeySet> => {
      state.downloads++
      if (state.fails) throw new Error('down')
      return { keys: state.kids.map((kid) => ({ ...jwk, kid })) }
    },
    () => state.now,
  )
  const verify = async (kid: string) =>
    jwtVerify(await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey), keys.find)
  return { keys, state, verify }
}

t.test('keys are kept for five minutes and then loaded again', async (t) => {
  const { keys, state, verify } = await build()
  const [started, expired] = [await loads('startup', 'success'), await loads('expired', 'success')]
  await verify('a')
  await verify('a')
  t.equal(state.downloads, 1)
  t.equal(await loads('startup', 'success'), started + 1)
  const { version } = keys
  state.now = 5 * MINUTE - 1
  t.ok(keys.isFresh)
  state.now = 5 * MINUTE
  t.notOk(keys.isFresh, 'what was verified before is not relied on')
  await verify('a')
  t.equal(state.downloads, 2)
  t.equal(await loads('expired', 'success'), expired + 1)
  t.equal(keys.version, version, 'the same keys are no new ones')
  state.now = 10 * MINUTE
  state.kids = ['b']
  await t.rejects(verify('a'))
  t.not(keys.version, version)
})

t.test('the last good keys serve for a day when loading fails', async (t) => {
  const { state, verify } = await build()
  const failed = await loads('expired', 'failed')
  await verify('a')
  state.fails = true
  state.now = 6 * MINUTE
  await verify('a')
  await verify('a')
  t.equal(state.downloads, 2, 'not each request tries again')
  t.equal(await loads('expired', 'failed'), failed + 1)
  state.now += 10_000
  await verify('a')
  t.equal(state.downloads, 3)
  state.now = 24 * 60 * MINUTE - 1
  await verify('a')
  state.now = 24 * 60 * MINUTE + 10_000
  await t.rejects(verify('a'), NoKeysError)
  state.fails = false
  state.now += 10_000
  await verify('a')
})

t.test('without any keys each second one request tries to get them', async (t) => {
  const { state, verify } = await build()
  state.fails = true
  await t.rejects(verify('a'), NoKeysError)
  await t.rejects(verify('a'), NoKeysError)
  t.equal(state.downloads, 1)
  state.fails = false
  state.now = 1000
  await Promise.all([verify('a'), verify('a')])
  t.equal(state.downloads, 2)
})

t.test('an unknown key id has the keys loaded at once, but once in ten seconds', async (t) => {
  const { state, verify } = await build()
  const [success, failed] = [await loads('unknown_kid', 'success'), await loads('unknown_kid', 'failed')]
  await verify('a')
  state.kids = ['a', 'b']
  await Promise.all([verify('b'), verify('b')])
  t.equal(state.downloads, 2)
  await t.rejects(verify('c'))
  t.equal(state.downloads, 2)
  state.now = 10_000
  await t.rejects(verify('c'))
  t.equal(state.downloads, 3)
  t.equal(await loads('unknown_kid', 'success'), success + 2)
  state.now = 20_000
  state.fails = true
  await t.rejects(verify('d'))
  t.equal(await loads('unknown_kid', 'failed'), failed + 1)
  await verify('b')
})

t.test('a load that hangs keeps a request for two seconds, then the last good keys serve', async (t) => {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'a' }
  let now = 0
  const hung = Promise.withResolvers<JSONWebKeySet>()
  const answers = [Promise.resolve({ keys: [jwk] }), hung.promise]
  const started = Promise.withResolvers<void>()
  const keys = new KeySet(
    async () => {
      const answer = answers.shift()
      if (answers.length === 0) started.resolve()
      return answer ?? { keys: [] }
    },
    () => now,
  )
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid: 'a' }).sign(privateKey)
  await jwtVerify(token, keys.find)
  mock.timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => mock.timers.reset())
  now = 6 * MINUTE
  const waiting = jwtVerify(token, keys.find)
  await started.promise
  await jwtVerify(token, keys.find)
  mock.timers.tick(2000)
  await waiting
  hung.resolve({ keys: [jwk] })
})
