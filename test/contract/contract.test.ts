import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import type { OpenApiDocument } from '../../plugins/openapi/document.ts'
import { buildApp } from '../support/build-app.ts'
import { openStream } from '../support/event-source.ts'
import { pairDevice } from '../support/own-sign-in.ts'
import { startGateway } from '../support/sse-gateway.ts'
import { type Answer, send } from './client.ts'
import { Contract } from './documents.ts'
import { Fixtures } from './fixtures.ts'
import { IMPORT_RECIPES } from './import-recipes.ts'
import { invalidCalls, oddQueries, urlOf } from './invalid-calls.ts'
import { OWN_RECIPES } from './own-recipes.ts'
import { type Call, DRAIN_KEY, GATEWAY_RECIPES, LAST_RECIPES, RECIPES } from './recipes.ts'
import { summarise } from './summary.ts'

const settings = {
  appEnv: 'testing',
  drainAuthKey: DRAIN_KEY,
  dataDir: t.testdir(),
  gracefulShutdownTimeout: 1,
} as const

async function serve(more: object = {}): Promise<{ app: FastifyInstance; base: string }> {
  const app = await buildApp(t, { settings: { ...settings, ...more } })
  return { app, base: await app.listen({ port: 0, host: '127.0.0.1' }) }
}

async function documentAt(base: string, name: string): Promise<OpenApiDocument> {
  const response = await fetch(`${base}/api/docs/${name}.json`)
  return response.json() as Promise<OpenApiDocument>
}

const { base } = await serve()
const frontEnd = new Contract(await documentAt(base, 'openapi'))
const service = new Contract(await documentAt(base, 'service'))
const own = service.operations()
const theirs = frontEnd.operations()

/** Components that the front end knows by name for errors of some kind; what is sent for others is the one envelope. */
const BY_NAME_ONLY = /\/(?:ValidationError|TestErrorResponseSchema)\.\w+$/

/** How an answer differs from both documents. */
function differences(name: string, answer: Answer): string[] {
  const operation = own.get(name)
  const known = theirs.get(name)
  if (operation === undefined) return ['our own document does not have it']
  const schema = known?.responses[answer.status]?.content?.['application/json']?.schema
  const byNameOnly = BY_NAME_ONLY.test(schema?.$ref ?? '')
  return [
    ...service.check(operation, answer),
    ...(schema === undefined || byNameOnly ? [] : frontEnd.problems(schema, answer.json())),
  ]
}

function isRefusal({ status }: Answer): boolean {
  return status >= 400 && status < 500 && status !== 422
}

async function checkValid(t: Test, base: string, name: string, call: Call): Promise<void> {
  const operation = own.get(name)
  const [method = '', path = ''] = name.split(' ')
  const answer = await send(base, { method, url: urlOf(path, call), body: call.body, headers: call.headers ?? {} })
  const declared = Object.keys(theirs.get(name)?.responses ?? {}).length > 0 ? theirs.get(name) : operation
  const [lowest] = Object.keys(declared?.responses ?? {}).filter((status) => /^[23]/.test(status))
  const type = call.type ?? (answer.status === 204 || answer.status === 302 ? '' : 'application/json')
  const found = {
    status: answer.status,
    problems: differences(name, answer),
    typed: type === '' ? answer.text === '' : answer.type.startsWith(type),
  }
  const wanted = { status: call.status ?? Number(lowest), problems: [], typed: true }
  t.strictSame(found, wanted, `${name}: ${answer.type} ${answer.text.slice(0, 200)}`)
}

async function findAccepted(base: string, name: string, call: Call): Promise<unknown[]> {
  const operation = own.get(name)
  if (operation === undefined) return []
  const isReadable = name.startsWith('GET') && call.type !== 'text/event-stream'
  const refused = invalidCalls(service, name, operation, call).map((each) => ({ ...each, mustRefuse: true }))
  const odd = isReadable ? oddQueries(name, operation, call).map((each) => ({ ...each, mustRefuse: false })) : []
  const results = await Promise.all(
    [...refused, ...odd].map(async ({ what, request, mustRefuse }) => {
      const answer = await send(base, request)
      const problems = differences(name, answer)
      const fine = mustRefuse ? isRefusal(answer) : answer.status < 500 && answer.status !== 422
      return {
        fine: fine && problems.length === 0,
        what,
        status: answer.status,
        problems,
        body: answer.text.slice(0, 200),
      }
    }),
  )
  return results.filter(({ fine }) => !fine)
}

t.test('every operation of both documents has a recipe', async (t) => {
  const known = { ...RECIPES, ...IMPORT_RECIPES, ...GATEWAY_RECIPES, ...LAST_RECIPES, ...OWN_RECIPES }
  t.strictSame(
    [...new Set([...own.keys(), ...theirs.keys()])].filter((name) => !(name in known)),
    [],
  )
  t.strictSame(
    [...theirs.keys()].filter((name) => !own.has(name)),
    [],
    'our own document has all of them',
  )
})

t.test('the document of the front end says all that its generated client relies on', async (t) => {
  const expected = await readFile(new URL('front-end-summary.txt', import.meta.url), 'utf8')
  const [wanted, found] = [expected, summarise(await documentAt(base, 'openapi'))].map(
    (text) => new Set(text.split('\n')),
  )
  t.strictSame(
    [...(wanted ?? [])].filter((line) => !found?.has(line)),
    [],
    'nothing is missing',
  )
  t.strictSame(
    [...(found ?? [])].filter((line) => !wanted?.has(line)),
    [],
    'nothing is there that it does not know',
  )
})

t.test('invalid input is refused as documented, and valid input is answered so afterwards', async (t) => {
  await openStream(t, `${base}/api/sse/stream?request_id=open-page`)
  const fixtures = new Fixtures(base)
  for (const [name, recipe] of Object.entries({ ...RECIPES, ...IMPORT_RECIPES })) {
    if (!own.has(name)) continue
    const call = await recipe(fixtures)
    t.strictSame(await findAccepted(base, name, call), [], `${name} with invalid input`)
    await checkValid(t, base, name, call)
  }
})

t.test('uploads and bodies that cannot be used', async (t) => {
  const make = new Fixtures(base)
  const { attachment_set_id: set } = await make.part()
  const uploads: [name: string, call: Call][] = [
    ['POST /api/attachment-sets/{set_id}/attachments', { path: [set] }],
    ['PUT /api/sellers/{seller_id}/logo', { path: [await make.seller()] }],
  ]
  const html = new Blob(['<script>alert(1)</script>'], { type: 'image/png' })
  const fields: Record<string, string | Blob>[] = [
    {},
    { title: 'a' },
    { title: 'a', file: 'text' },
    { title: 'a', file: new Blob([]) },
    { title: 'a', file: html },
  ]
  for (const [name, call] of uploads) {
    const [method = '', path = ''] = name.split(' ')
    const forms = fields.map((values) => {
      const form = new FormData()
      for (const [field, value] of Object.entries(values)) form.set(field, value)
      return form
    })
    const type = 'multipart/form-data; boundary=b'
    const bodies = [
      ...forms,
      '',
      'no form at all',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncut',
    ]
    for (const [index, body] of bodies.entries()) {
      const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': type } : {}
      const answer = await send(base, { method, url: urlOf(path, call), body, headers })
      t.strictSame([isRefusal(answer), differences(name, answer)], [true, []], `${name} ${index}: ${answer.text}`)
    }
  }
  const large = await send(base, { method: 'POST', url: '/api/types', body: { name: 'x'.repeat(2_000_000) } })
  t.strictSame([large.status, differences('POST /api/types', large)], [413, []])
})

t.test('with an event gateway', async (t) => {
  const gateway = await startGateway(t)
  const { base } = await serve({ sseGatewayUrl: gateway.url })
  for (const [name, recipe] of Object.entries(GATEWAY_RECIPES)) {
    const call = await recipe(new Fixtures(base))
    for (const body of [
      '{',
      '[]',
      '1',
      '{"action":"other"}',
      '{"action":"connect"}',
      JSON.stringify('x'.repeat(9000)),
    ]) {
      const answer = await send(base, { method: 'POST', url: urlOf('/api/sse/callback', call), body })
      t.strictSame([isRefusal(answer), differences(name, answer)], [true, []], body.slice(0, 30))
    }
    await checkValid(t, base, name, call)
  }
})

t.test('where people have paired devices', async (t) => {
  const { app, base } = await serve({ authMode: 'own', dataDir: t.testdir() })
  const admin = await pairDevice(app, 'Ada')
  for (const [name, recipe] of Object.entries(OWN_RECIPES)) {
    const call = await recipe({ app, admin })
    // Wrong codes would be limited after five.
    if (!name.includes('/pairing/'))
      t.strictSame(await findAccepted(base, name, call), [], `${name} with invalid input`)
    await checkValid(t, base, name, call)
  }
})

t.test('the last calls of an instance', async (t) => {
  for (const [name, recipe] of Object.entries(LAST_RECIPES)) {
    const { app, base } = await serve()
    const [method = '', path = ''] = name.split(' ')
    const unauthorized = await send(base, { method, url: path })
    t.strictSame([unauthorized.status, differences(name, unauthorized)], [401, []])
    await checkValid(t, base, name, await recipe(new Fixtures(base)))
    await app.close()
  }
})
