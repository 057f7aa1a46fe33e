import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { FORGET_SALTS } from '../../services/access/pairing/statements.ts'
import {
  buildOwnApp,
  collect,
  deviceCookieOf,
  invite,
  pairDevice,
  redeem,
  type TestDevice,
} from '../support/own-sign-in.ts'

/** Pairs another device of somebody, which has collected its secret and not used it. */
async function collected(app: FastifyInstance, by: TestDevice) {
  const { id, link } = await invite(app, by)
  const { wait_token: waitToken, match_number } = (await redeem(app, link)).json()
  const headers = { cookie: by.cookie }
  await app.inject({ method: 'POST', url: `/api/pairing-codes/${id}/approve`, headers, payload: { match_number } })
  const answer = await collect(app, waitToken)
  return { id, waitToken, device: answer.json().device.id, cookie: deviceCookieOf(answer) }
}

t.test('what a secret was made of is forgotten when nobody can ask for the secret again', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const hasSalt = async (id: number) => {
    const [row] = await app.db.query<{ has: boolean }>(
      'select secret_salt is not null as has from pairing_codes where id = $1',
      [id],
    )
    return row?.has
  }
  const used = await collected(app, ada)
  t.equal(await hasSalt(used.id), true)
  t.equal(deviceCookieOf(await collect(app, used.waitToken)), used.cookie, 'the answer may have been lost')
  await app.inject({ url: '/api/auth/self', headers: { cookie: used.cookie } })
  t.equal(await hasSalt(used.id), false, 'with the first use')
  t.equal((await collect(app, used.waitToken)).statusCode, 410)
  const read = () => app.inject({ url: '/api/parts', headers: { cookie: used.cookie } })
  t.equal((await read()).statusCode, 200)

  const [waiting, old, revoked, earlier] = [
    await collected(app, ada),
    await collected(app, ada),
    await collected(app, ada),
    await collected(app, ada),
  ]
  await app.db.query('update pairing_codes set expires_at = now() where id = $1', [old.id])
  await app.inject({ method: 'DELETE', url: `/api/devices/${revoked.device}`, headers: { cookie: ada.cookie } })
  // As a replica of an earlier version leaves it.
  await app.db.query('update devices set first_used_at = now() where id = $1', [earlier.device])
  await app.db.query(FORGET_SALTS)
  t.equal(await hasSalt(waiting.id), true, 'it may ask again')
  for (const { id } of [old, revoked, earlier]) t.equal(await hasSalt(id), false)
})
