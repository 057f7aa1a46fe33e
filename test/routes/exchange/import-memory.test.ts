import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { createTestDatabase } from '../../support/test-database.ts'

const ROWS = 20_000
/** So much that the rows do not fit into the memory of the smaller service. */
const NOTE = 'about this part '.repeat(60)
const SMALL = { importPlanningMemoryMb: 32 }

const list = (name: string) =>
  `MPN,Qty,Description\n${Array.from({ length: ROWS }, (_, n) => `${name}${n}X,1,${NOTE}${n}`).join('\n')}\n`
const OPTIONS = { kind: 'parts_list', options: { stock: 'ignore' } }

t.test('an import that needs more memory than its thread has fails alone, and says why', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const dataDir = t.testdir()
  const large = await buildApp(t, { settings: { databaseUrl, dataDir } })
  const { id, version } = await importClient(large).upload(list('NUM'), OPTIONS)
  const [row] = await importClient(large).rows(id, '?limit=1')
  await large.close()

  const small = await buildApp(t, { settings: { databaseUrl, dataDir, ...SMALL } })
  const imports = importClient(small)
  const failed = await imports.upload(list('ODD'), OPTIONS)
  t.match(failed, { status: 'failed', error_code: 'OUT_OF_MEMORY', error: /too much memory: split it/ })

  const skip = { version: row.version, decision: { action: 'skip' } }
  const changed = await small.inject({ method: 'PATCH', url: `/api/imports/${id}/rows/${row.row_no}`, payload: skip })
  t.equal(changed.statusCode, 409, changed.body)
  t.match(changed.json(), { code: 'INVALID_OPERATION', error: /too much memory together: split the file/ })

  await t.rejects(imports.commit(id), /the task failed/)
  t.match(await imports.read(id), { status: 'proposed', error: /too much memory: split it/ })
  t.equal((await imports.read(id)).version > version, true, 'and can be looked at again')
  t.strictSame(await small.db.query('select count(*)::int as parts from parts'), [{ parts: 0 }])
  t.equal((await small.inject('/health/readyz')).statusCode, 200)
})
