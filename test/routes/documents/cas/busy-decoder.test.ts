import t from 'tap'
import { DecoderUnavailableError } from '../../../../services/documents/images/decoder-unavailable.ts'
import { buildApp } from '../../../support/build-app.ts'
import { pngOf } from '../../../support/pictures.ts'
import { addSet, upload } from '../../../support/upload-form.ts'

t.test('a thumbnail that cannot be made now is answered with 503 and when to come again', async (t) => {
  const app = await buildApp(t, { settings: { dataDir: t.testdir() } })
  const { preview_url } = await upload(app, await addSet(app), await pngOf('#f00'))
  const address = `${preview_url.split('?')[0]}?thumbnail=150`
  const { get } = app.thumbnails
  app.thumbnails.get = async () => {
    throw new DecoderUnavailableError('too many pictures are waiting')
  }
  const busy = await app.inject(address)
  t.equal(busy.statusCode, 503)
  t.match(busy.json(), { code: 'PICTURE_UNAVAILABLE' })
  t.match(busy.headers, { 'retry-after': /^\d+$/ })
  t.notMatch(busy.headers['cache-control'] ?? '', /immutable/, 'nobody keeps this answer')
  app.thumbnails.get = get
  t.equal((await app.inject(address)).statusCode, 200)
})
