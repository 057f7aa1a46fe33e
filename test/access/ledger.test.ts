import t from 'tap'
import { buildOwnApp, makeToken, pairDevice } from '../support/own-sign-in.ts'
import { formBody } from '../support/upload-form.ts'

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
  const form = formBody([{ name: 'file', filename: 'parts.csv', content: 'Description;Qty\nRelay 5 V;3\n' }])
  const imported = await app.inject({
    method: 'POST',
    url: '/api/imports',
    payload: form.payload,
    headers: { cookie: rosa.cookie, ...form.headers },
  })
  t.equal(imported.statusCode, 202, imported.body)
  const importer = async () => {
    const imports = (await app.inject({ url: '/api/imports', headers: admin })).json()
    return imports.map(({ created_by }: Record<string, string>) => created_by)
  }
  t.same(await importer(), ['Rosa'])
  const subject = `person:${rosa.person}`
  t.same(await names(), [
    [subject, 'Rosa (token Scanner)'],
    [subject, 'Rosa'],
  ])

  const params = { import_id: 1, author: { subject, name: 'Rosa' } }
  await app.db.query(`update tasks set name = 'import_commit', params = $1`, [JSON.stringify(params)])
  const forgotten = await app.inject({
    method: 'PATCH',
    url: `/api/people/${rosa.person}`,
    headers: admin,
    payload: { active: false, forget: true },
  })
  t.equal(forgotten.statusCode, 200, forgotten.body)
  t.same(await app.db.query(`select params from tasks where params::text like '%Rosa%'`), [])
  const former = `former person ${rosa.person}`
  t.same(await names(), [
    [subject, former],
    [subject, former],
  ])
  t.same(await importer(), [former])

  // A task that was under way, or waited, writes down what was asked for under the name of that time.
  await app.db.query(
    `insert into operations (id, reason, actor, actor_name) values (gen_random_uuid(), 'import', $1, 'Rosa')`,
    [subject],
  )
  await app.db.query(`update imports set created_by = 'Rosa'`)
  await app.people.forgetAgain()
  t.same(await app.db.query('select distinct actor_name from operations where actor = $1', [subject]), [
    { actor_name: former },
  ])
  t.same(await importer(), [former])
})
