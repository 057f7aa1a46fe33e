import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { pngOf } from '../../../support/pictures.ts'
import { addSet, formBody, uploadRequest } from '../../../support/upload-form.ts'

const POOL_SIZE = 3
const UPLOADS = 12

t.test('a store that does not answer keeps uploads waiting, and nothing else', async (t) => {
  const app = await buildApp(t, { settings: { dataDir: t.testdir(), dbPoolSize: POOL_SIZE, dbPoolTimeout: 2 } })
  const sets: number[] = []
  for (let i = 0; i < UPLOADS; i++) sets.push(await addSet(app))
  const seller = await app.inject({ method: 'POST', url: '/api/sellers', payload: { name: 'S', website: 'x' } })
  const pictures = await Promise.all(sets.map((_set, i) => pngOf(`rgb(${i}, 0, 0)`)))

  let arrived = 0
  let allArrived = () => {}
  const stored = new Promise<void>((resolve) => {
    allArrived = resolve
  })
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const { put } = app.blobs
  app.blobs.put = async (...what) => {
    arrived++
    if (arrived === UPLOADS + 1) allArrived()
    await released
    return put.apply(app.blobs, what)
  }
  const uploads = pictures.map((picture, i) => app.inject(uploadRequest(sets[i] ?? 0, picture)))
  const logo = app.inject({
    method: 'PUT',
    url: `/api/sellers/${seller.json().id}/logo`,
    ...formBody([{ name: 'file', filename: 'x.png', content: await pngOf('#00f') }]),
  })
  // Each of them has its file at the store: were a connection held meanwhile, most would still wait for one.
  await Promise.race([stored, Promise.all(uploads)])
  t.equal((await app.inject('/api/parts')).statusCode, 200)
  const setId = sets[0] ?? 0
  const cover = { method: 'PUT', url: `/api/attachment-sets/${setId}/cover`, payload: { attachment_id: null } } as const
  t.equal((await app.inject(cover)).statusCode, 200, 'the set of an upload is not locked')
  release()
  for (const { statusCode, body } of await Promise.all(uploads)) t.equal(statusCode, 201, body)
  t.equal((await logo).statusCode, 200)
  const covers = await Promise.all(sets.map((set) => app.inject(`/api/attachment-sets/${set}/cover`)))
  t.ok(covers.every((answer) => answer.json().cover_url !== null))
})
