import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { HOSTILE_NAMES } from '../../../support/hostile-files/names.ts'
import { pngOf } from '../../../support/pictures.ts'
import { addSet, uploadRequest } from '../../../support/upload-form.ts'

const app = await buildApp(t, { settings: { dataDir: t.testdir() } })
const png = await pngOf('#f00')

t.test('of a hostile file name only a name is left, and it cannot leave its header', async (t) => {
  for (const [i, [sent, stored]] of HOSTILE_NAMES.entries()) {
    // The names themselves would do harm to the report of the tests.
    const what = `name ${i}`
    const response = await app.inject(uploadRequest(await addSet(app), png, { filename: sent }))
    t.equal(response.statusCode, 201, what)
    const { filename, attachment_url: url } = response.json()
    t.equal(filename, stored, what)
    t.ok([...filename].length <= 255)
    t.match(url, /^\/api\/cas\/[0-9a-f]{64}\?content_type=image\/png&filename=[A-Za-z0-9_.~/%-]+$/, what)
    const content = await app.inject(url)
    t.equal(content.statusCode, 200, what)
    t.equal(content.headers['set-cookie'], undefined)
    t.match(
      content.headers['content-disposition'],
      /^inline; filename="[^"\\]*"(; filename\*=UTF-8''[\w!#$&+.^`|~%-]+)?$/,
    )
  }
})

t.test('a name in another coding, or twice, is one of them; bytes that are no text are refused', async (t) => {
  const request = uploadRequest(await addSet(app), png, { filename: 'NAME' })
  const withName = (parameters: Buffer) => {
    const body = Buffer.from(request.payload instanceof Buffer ? request.payload : '')
    const at = body.indexOf('filename="NAME"')
    return { ...request, payload: Buffer.concat([body.subarray(0, at), parameters, body.subarray(at + 15)]) }
  }
  const cases: [parameters: Buffer, filename: RegExp][] = [
    [Buffer.from(`filename*=UTF-8''..%2f..%2f%e2%82%ac.png`), /^€\.png$/],
    [Buffer.from(`filename="a.png"; filename="b.png"`), /^[ab]\.png$/],
    [Buffer.from(`filename=bare.png`), /^bare\.png$/],
  ]
  for (const [parameters, filename] of cases) {
    const response = await app.inject(withName(parameters))
    t.equal(response.statusCode, 201, response.json().error)
    t.match(response.json().filename, filename)
    t.equal((await app.inject(response.json().attachment_url)).statusCode, 200)
  }
  const noText = Buffer.concat([Buffer.from('filename="'), Buffer.from([0xff, 0xfe, 0x41]), Buffer.from('.png"')])
  t.equal((await app.inject(withName(noText))).statusCode, 400)
})

t.test('a name of which only folders are left is none', async (t) => {
  for (const filename of ['../', '/', '..', '.', 'a/']) {
    const response = await app.inject(uploadRequest(await addSet(app), png, { filename }))
    t.ok([201, 400].includes(response.statusCode), filename)
    if (response.statusCode === 201) t.equal(response.json().filename, 'file')
    else t.equal(response.json().error, 'No file selected')
  }
})
