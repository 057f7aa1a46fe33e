import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { runInThisContext } from 'node:vm'
import t, { type Test } from 'tap'
import { buildBundle } from '../../scripts/bundle/build-bundle.ts'
import { toPlainCharacters } from '../../scripts/bundle/plain-characters.ts'
import { CONTENTS, checkSumOf, findBundle, stateOf } from '../../scripts/service/service-bundle.ts'
import { launchService, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'

/** A folder of the test's own, below the checkout as that of the bundle is. */
function ownFolder(t: Test): string {
  const folder = resolve('.tap', `service-bundle-${process.pid}-${t.name.replaceAll(/\W+/g, '-')}`)
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the service, and prints which of the modules it has loaded that a start is to do without. */
const programOf = (bundle: string | null) => `
  import { registerHooks } from 'node:module'
  const loaded = []
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
  const { startService } = await import(${JSON.stringify(bundle)})
  await startService()
  const ofPackages = loaded.filter((url) => url.includes('/node_modules/'))
  const clientOfNode = process.moduleLoadList.filter((name) => name.endsWith(' internal/deps/undici/undici'))
  console.log('loaded: ' + JSON.stringify([...ofPackages, ...clientOfNode]))
`

t.test('the service works from its bundle, with threads and what is loaded later', async (t) => {
  const folder = ownFolder(t)
  await buildBundle(folder)
  const program = resolve(folder, 'program.mjs')
  writeFileSync(program, programOf(findBundle(folder)))
  const command = [process.execPath, program]
  const refused = await launchService(t, { DATABASE_URL: 'postgresql://user:50%@host/parts' }, { command })
  t.not(await refused.exited, 0)
  t.match(refused.log.map(({ msg }) => msg).join('\n'), /a % that does not begin a percent-encoded character/)

  const { url, log, logged, end } = await startService(
    t,
    { DATABASE_URL: await createTestDatabase(t), DATA_DIR: t.testdir() },
    { command },
  )
  t.match(await logged(/^loaded: /), { msg: 'loaded: []' }, 'no module by itself of a package, nor the client of Node')
  const send = (path: string, body: object) =>
    fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  const made = await send('/parts', { description: 'Resistor 4.7 kΩ' })
  t.equal(made.status, 201)
  const { key } = JSON.parse(await made.text())
  t.match(await (await fetch(`${url}/api/parts/${key}`)).json(), { key, description: 'Resistor 4.7 kΩ' })
  t.equal((await fetch(`${url}/api/parts/none`)).status, 404, 'errors are known as what they are')
  t.equal((await send('/boxes', { description: 'Box', capacity: 4 })).status, 201)

  const labels = { items: [{ kind: 'box', id: '1', copies: 1 }], template: 'roll-62x29', format: 'pdf' }
  const drawn = await send('/labels', labels)
  t.match(Buffer.from(await drawn.arrayBuffer()).toString('latin1', 0, 5), '%PDF-', 'a thread has drawn it')
  const table = await fetch(`${url}/api/exports/parts?format=xlsx`)
  t.equal(Buffer.from(await table.arrayBuffer()).toString('latin1', 0, 2), 'PK')
  t.equal((await send('/imports', { text: 'Description,Quantity\nCapacitor,5\n', kind: 'parts_list' })).status, 202)
  t.equal((await fetch(`${url}/api/docs/openapi.json`)).status, 200)
  const reference = await fetch(`${url}/api/docs/swagger/static/swagger-ui.css`)
  t.match(reference, { status: 200 }, 'files of a package are found')
  t.match(await (await fetch(`${url}/metrics`)).text(), /^inventory_|\ninventory_/)

  t.equal(await end('SIGTERM'), 0)
  t.same(
    log.filter(({ level, msg }) => (level === 0 && !msg.startsWith('loaded: ')) || level >= 50),
    [],
  )
})

t.test('a bundle of other sources is not used, nor what is none', async (t) => {
  const folder = ownFolder(t)
  t.equal(findBundle(folder), null)
  mkdirSync(folder, { recursive: true })
  const put = (sources: object) => writeFileSync(resolve(folder, CONTENTS), JSON.stringify({ sources, files: {} }))
  writeFileSync(resolve(folder, CONTENTS), '{"sources":')
  t.equal(findBundle(folder), null)
  writeFileSync(resolve(folder, CONTENTS), '{"package-lock.json":"1 1"}')
  t.equal(findBundle(folder), null, 'of another version')
  put({ 'package-lock.json': `${readFileSync('package-lock.json').length - 1} 0` })
  t.equal(findBundle(folder), null)
  put({ 'no-such-file.ts': '1 1' })
  t.equal(findBundle(folder), null)
})

t.test(
  'a bundle that lacks a file, or has half of one or another content, is not used, and one sentence says what mends it',
  async (t) => {
    const folder = ownFolder(t)
    mkdirSync(folder, { recursive: true })
    const sources = { 'package-lock.json': stateOf('package-lock.json') }
    const sumOf = (bytes: number) => checkSumOf(Buffer.from(' '.repeat(bytes)))
    const files = { 'start-service.mjs': sumOf(20), 'app.mjs': sumOf(30) }
    writeFileSync(resolve(folder, CONTENTS), JSON.stringify({ sources, files }))
    const put = (name: string, bytes: number) => writeFileSync(resolve(folder, name), ' '.repeat(bytes))
    put('start-service.mjs', 20)
    put('app.mjs', 30)
    const said: string[] = []
    const find = () => findBundle(folder, (message) => said.push(message))
    t.match(find(), /start-service\.mjs$/)
    t.same(said, [])
    put('app.mjs', 15)
    t.equal(find(), null)
    writeFileSync(resolve(folder, 'app.mjs'), `${' '.repeat(14)}X${' '.repeat(15)}`)
    t.equal(find(), null, 'of the same length')
    rmSync(resolve(folder, 'app.mjs'))
    t.equal(find(), null)
    mkdirSync(resolve(folder, 'app.mjs'))
    t.equal(find(), null)
    t.equal(said.length, 4)
    for (const message of said) {
      t.match(
        message,
        /^The file \.tap\/.*\/app\.mjs is missing or damaged, .* from its sources.*"npm run bundle" mends it\.$/,
      )
    }
  },
)

t.test('characters beyond ASCII mean the same as escapes', async (t) => {
  const texts = ["'Ω 😀'", '`µ\\n`', "'½'.replace(/[½¾]/u, '😀')", 'String.raw`\\d×😀`', 'String.raw`\\d`']
  for (const text of texts) {
    const plain = toPlainCharacters(`(${text})`)
    t.match(plain, /^\p{ASCII}*$/u)
    t.equal(runInThisContext(plain), runInThisContext(`(${text})`), text)
  }
})
