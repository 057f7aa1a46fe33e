import t from 'tap'
import type { OpenApiDocument, Operation } from '../../../plugins/openapi/document.ts'
import { buildApp } from '../../support/build-app.ts'

const app = await buildApp(t)
const document: OpenApiDocument = (await app.inject('/api/docs/service.json')).json()
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
)

const takesKey = ({ parameters = [] }: Operation) => parameters.some(({ name }) => name === 'Idempotency-Key')

/** The statuses of an operation whose answers have the header. */
function statusesWith(header: string, { responses }: Operation): string[] {
  return Object.keys(responses).filter((status) => header in (responses[status]?.headers ?? {}))
}

t.test('what a repeated request is answered is declared wherever a key is taken, and nowhere else', async (t) => {
  for (const [name, operation] of operations) {
    const { responses } = operation
    t.equal('422' in responses, takesKey(operation), name)
    const replayed = statusesWith('Idempotency-Replayed', operation)
    if (!takesKey(operation)) {
      t.strictSame(replayed, [], name)
      continue
    }
    t.ok('410' in responses, name)
    const kept = Object.keys(responses).filter((status) => !/^(401|403|410|422|429|5..)$/.test(status))
    t.strictSame(replayed, kept, name)
    t.ok(statusesWith('Retry-After', operation).includes('409'), name)
  }
  t.ok(operations.filter(([, operation]) => takesKey(operation)).length > 100)
})

t.test('an answer that says when to come again declares the header that says it', async (t) => {
  for (const [name, operation] of operations) {
    const passing = Object.keys(operation.responses).filter((status) => status === '429' || status === '503')
    t.strictSame(
      statusesWith('Retry-After', operation).filter((status) => status !== '409'),
      passing,
      name,
    )
  }
  t.match(document.components.headers, { RetryAfter: { schema: { type: 'integer' } } })
})

t.test('what changes stock declares the header that names its operation', async (t) => {
  const links = operations.filter(([, { responses }]) =>
    JSON.stringify(responses).includes('$response.header.Operation-Id'),
  )
  t.ok(links.length > 0)
  for (const [name, operation] of links) t.ok(statusesWith('Operation-Id', operation).length > 0, name)
  const named = operations.filter(([, operation]) => statusesWith('Operation-Id', operation).length > 0)
  t.strictSame(named.map(([name]) => name).sort(), [
    'delete /api/inventory/parts/{part_key}/stock',
    'delete /api/parts/{part_key}',
    'post /api/boxes/{box_no}/counts/{count_id}/lines',
    'post /api/boxes/{box_no}/move-contents',
    'post /api/inventory/moves',
    'post /api/inventory/parts/{part_key}/count',
    'post /api/inventory/parts/{part_key}/move',
    'post /api/inventory/parts/{part_key}/stock',
    'post /api/operations/{operation_id}/undo',
    'post /api/parts/bulk',
    'post /api/pick-lists/{pick_list_id}/lines/{line_id}/pick',
    'post /api/pick-lists/{pick_list_id}/lines/{line_id}/undo',
    'post /api/retired-parts/{part_key}/restore',
    'post /api/scans/apply',
    'post /api/shopping-list-lines/{line_id}/receive',
  ])
  t.notMatch(JSON.stringify(document), 'x-answer-headers')
})
