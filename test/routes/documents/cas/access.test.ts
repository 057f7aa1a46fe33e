import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { pngOf } from '../../../support/pictures.ts'
import { startSignIn } from '../../../support/signed-in-app.ts'
import { addSet, uploadRequest } from '../../../support/upload-form.ts'

const UNKNOWN_CONTENT = `/api/cas/${'0'.repeat(64)}`

t.test('whoever knows the address of a content may read it, unless the operator wants them to sign in', async (t) => {
  const dataDir = t.testdir()
  const { app } = await startSignIn(t, { settings: { dataDir } })
  t.equal((await app.inject(UNKNOWN_CONTENT)).statusCode, 404)
  t.equal((await app.inject(`${UNKNOWN_CONTENT}?thumbnail=10`)).statusCode, 404)

  const refused = await app.inject(uploadRequest(1, await pngOf('#f00')))
  t.equal(refused.statusCode, 401, 'it takes an editor to add one')
  t.same(await readdir(join(dataDir, 'temporary')), [], 'and nothing is received from anybody else')
})

t.test('with CAS_REQUIRE_AUTH a content is for readers', async (t) => {
  const { app, provider } = await startSignIn(t, { settings: { dataDir: t.testdir(), casRequireAuth: true } })
  for (const query of ['', '?thumbnail=10', '?thumbnail=x']) {
    t.equal((await app.inject(`${UNKNOWN_CONTENT}${query}`)).statusCode, 401, query)
  }

  const authorization = `Bearer ${await provider.sign()}`
  const png = await pngOf('#f00')
  const hash = createHash('sha256').update(png).digest('hex')
  const upload = uploadRequest(await addSet(app), png)
  const stored = await app.inject({ ...upload, headers: { ...upload.headers, authorization } })
  t.equal(stored.statusCode, 201)
  for (const query of ['', '?thumbnail=10', '?content_type=image/png']) {
    const answer = await app.inject({ url: `/api/cas/${hash}${query}`, headers: { authorization } })
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['cache-control'], 'private, max-age=31536000, immutable', 'no shared cache keeps it')
  }
})
