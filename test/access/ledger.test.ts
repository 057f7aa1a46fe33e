import t from 'tap'
import { buildOwnApp, makeToken, pairDevice } from '../support/own-sign-in.ts'

t.test('the history names who has done something, also by a token, until they are forgotten', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'editor')]
  const token = await makeToken(app, rosa, { role: 'editor', name: 'Scanner', scope: 'scan' })
  const admin = { cookie: ada.cookie }
  const create = (url: string, payload: object) => app.inject({ method: 'POST', url, headers: admin, payload })
  const { key } = (await create('/api/parts', { description: 'Relay' })).json()
  const { box_no } = (await create('/api/boxes', { description: 'Box', capacity: 5 })).json()
  const add = (headers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: `/api/inventory/parts/${key}/stock`,
      headers,
      payload: { box_no, loc_no: 1, qty: 5 },
    })
  for (const headers of [{ cookie: rosa.cookie }, { authorization: `Token ${token}` }]) {
    const added = await add(headers)
    t.ok(added.statusCode < 300, added.body)
  }
  const names = async () => {
    const url = `/api/operations?part_key=${key}&reason=add`
    const operations = (await app.inject({ url, headers: admin })).json()
    return operations.map(({ actor, actor_name }: Record<string, string>) => [actor, actor_name])
  }
  const subject = `person:${rosa.person}`
  t.same(await names(), [
    [subject, 'Rosa (token Scanner)'],
    [subject, 'Rosa'],
  ])

  const forgotten = await app.inject({
    method: 'PATCH',
    url: `/api/people/${rosa.person}`,
    headers: admin,
    payload: { active: false, forget: true },
  })
  t.equal(forgotten.statusCode, 200, forgotten.body)
  const former = `former person ${rosa.person}`
  t.same(await names(), [
    [subject, former],
    [subject, former],
  ])
})
