import t from 'tap'
import { CommitStage } from '../../../services/exchange/imports/commit-stage.ts'
import { Sessions } from '../../../services/exchange/imports/sessions/sessions.ts'
import { NOBODY, newOperation } from '../../../services/stock/operations/operation.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { importClient } from '../../support/import-client.ts'

const LINES = 10_000
const TASK = '00000000-0000-4000-8000-000000000001'

t.test('a bill of materials of 10,000 lines is written with 60 statements', async (t) => {
  const count = countStatements()
  const app = await buildApp(t, { onStatement: count.onStatement })
  const imports = importClient(app)
  const lines = Array.from({ length: LINES }, (_, n) => `R${n},10k,0603,MPN${n % 6000}X,Maker`)
  const { id } = await imports.upload(`Designator,Value,Package,MPN,Manufacturer\n${lines.join('\n')}\n`, {
    name: 'Large.csv',
    options: { create_parts: true },
  })
  await app.db.query(`update imports set status = 'committing', task_id = $2 where id = $1`, [id, TASK])
  const { db, receipts, parts } = app
  const stage = new CommitStage({ db, receipts, parts, sessions: new Sessions(app.config.importPlanningMemoryMb) })
  const statements = await count.during(() =>
    db.transaction((unit) =>
      stage.commit(unit, id, {
        rows: 'all',
        operation: newOperation({ reason: 'import', author: NOBODY, source: `import ${id}` }),
        taskId: TASK,
      }),
    ),
  )
  t.match(await imports.read(id), { status: 'committed', report: { created: { parts: 6000, kit_lines: 6000 } } })
  t.ok(statements <= 60, `${statements} statements`)
  t.comment(`${statements} statements`)
})
