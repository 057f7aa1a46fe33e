import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import t from 'tap'
import type { OpenApiDocument } from '../../../plugins/openapi/document.ts'
import { buildApp } from '../../support/build-app.ts'

const app = await buildApp(t)
const document: OpenApiDocument = JSON.parse(app.openApi.service)
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, operation })),
)

t.test('every JSON body has an example that fits its schema', async (t) => {
  const ajv = new Ajv2020({ strict: false })
  ajvFormats.default(ajv)
  ajv.addSchema({ $id: 'document', components: document.components })
  for (const { name, operation } of operations) {
    const media = operation.requestBody?.content['application/json']
    if (media?.schema === undefined) continue
    const schema = JSON.parse(JSON.stringify(media.schema).replaceAll('"#/components/', '"document#/components/'))
    const isValid = ajv.compile(schema)
    t.ok(media.example !== undefined && isValid(media.example), `${name} ${JSON.stringify(isValid.errors)}`)
  }
})

t.test('a link names an operation, and parameters that it has', async (t) => {
  let links = 0
  for (const { name, operation } of operations) {
    for (const answer of Object.values(operation.responses)) {
      for (const { operationId, parameters } of Object.values(answer.links ?? {})) {
        links += 1
        const target = operations.find((each) => each.operation.operationId === operationId)
        const known = (target?.operation.parameters ?? []).map((parameter) => parameter.name)
        t.strictSame(
          Object.keys(parameters).filter((parameter) => !known.includes(parameter)),
          [],
          `${name} → ${operationId}`,
        )
      }
    }
  }
  t.ok(links > 80)
})

t.test('every operation has a name of its own, a summary, a declared group, and single statuses', async (t) => {
  const ids = operations.map(({ operation }) => operation.operationId)
  t.equal(new Set(ids).size, ids.length)
  const groups = (document.tags ?? []).map(({ name }) => name)
  for (const { name, operation } of operations) {
    t.match(operation.operationId, /^[a-z][A-Za-z0-9]+$/, name)
    t.ok(operation.summary, `${name} has a summary`)
    t.ok(operation.tags?.length === 1 && operation.tags.every((tag) => groups.includes(tag)), `${name} has a group`)
    t.strictSame(
      Object.keys(operation.responses).filter((status) => !/^\d{3}$/.test(status)),
      [],
    )
  }
  t.ok(document.servers?.length)
})

t.test('forms say which parts they need', async (t) => {
  const forms = operations.filter(({ operation }) => operation.requestBody?.content['multipart/form-data'])
  t.strictSame(
    forms.map(({ name, operation }) => [
      name,
      operation.requestBody?.required,
      operation.requestBody?.content['multipart/form-data']?.schema?.required ?? [],
    ]),
    [
      ['PUT /api/sellers/{seller_id}/logo', true, ['file']],
      ['POST /api/attachment-sets/{set_id}/attachments', true, ['title', 'file']],
      ['POST /api/imports', true, ['file']],
      ['POST /api/ai-parts/analyze', true, []],
    ],
  )
})

t.test('every pattern is one with and without the flag for Unicode', async (t) => {
  const patterns = new Set(app.openApi.service.match(/"pattern":("(?:[^"\\]|\\.)*")/g))
  t.ok(patterns.size > 10)
  for (const written of patterns) {
    const pattern: unknown = JSON.parse(written.slice('"pattern":'.length))
    for (const flags of ['', 'u']) t.doesNotThrow(() => new RegExp(String(pattern), flags), written)
  }
})
