import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'

/** Small files of every kind; they lie beside the checkout and are not shipped. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus')
const options = existsSync(CORPUS) ? {} : { skip: 'the corpus does not lie beside the checkout' }

interface Expected {
  kind?: string
  status?: string
  error_code?: string
  rows?: number
}

t.test('every file of the corpus is imported, and the same again changes nothing', options, async (t) => {
  const app = await buildApp(t)
  for (let box = 1; box <= 12; box++) await addBox(app.db, 50, `Box ${box}`)
  const imports = importClient(app)
  const { files }: { files: Record<string, Expected> } = JSON.parse(readFileSync(join(CORPUS, 'expected.json'), 'utf8'))
  for (const [name, expected] of Object.entries(files)) {
    const content = readFileSync(join(CORPUS, name))
    const read = await imports.upload(content, { name })
    if (expected.status === 'failed') {
      t.match(read, { status: 'failed', error_code: expected.error_code ?? '' }, name)
      continue
    }
    t.match(read, { status: 'proposed', kind: expected.kind ?? '', summary: { rows: expected.rows ?? 0 } }, name)
    const isOrder = ['order', 'cart'].includes(read.kind ?? '')
    const wanted =
      read.kind === 'bom' ? { create_parts: true } : isOrder ? {} : { create_boxes: true, place: 'suggest' }
    const change = { version: read.version, options: wanted }
    const changed = await imports.settled(
      await app.inject({ method: 'PATCH', url: `/api/imports/${read.id}`, payload: change }),
    )
    t.match(changed, { status: 'proposed' }, name)
    if (changed.summary.good + changed.summary.warnings === 0) continue
    const committed = await imports.commit(read.id, 'good')
    t.match(committed, { status: 'committed', report: { repeated: false } }, name)
    const again = await imports.upload(content, { name: `again ${name}`, options: wanted, kind: read.kind ?? '' })
    if (committed.summary.errors === 0) t.match(again.summary, { changes: 0 }, `${name} again`)
    const report = await app.inject(`/api/imports/${read.id}/report?format=csv`)
    t.equal(report.statusCode, 200)
    t.equal((await app.inject(`/api/imports/${read.id}/file`)).rawPayload.equals(content), true)
  }
  t.strictSame(await app.db.query('select 1 from part_locations where qty <= 0'), [])
})
