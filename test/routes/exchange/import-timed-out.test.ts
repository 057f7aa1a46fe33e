import t from 'tap'
import { releaseOrphans } from '../../../services/exchange/imports/stale-imports.ts'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'

t.test('an import whose task took too long says so, and can be written again', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 5, 'Drawer')
  const imports = importClient(app)
  const { id, task_id } = await imports.upload(`MPN,Qty,Place\nAB1234,5,${box}-1\n`)
  await app.db.query(
    `update tasks set status = 'failed', result = null, error = 'Task timed out after 300 seconds' where task_id = $1`,
    [task_id],
  )
  const leave = async (status: string) => {
    await app.db.query('alter table imports disable trigger user')
    await app.db.query(
      `update imports set status = $2, error = null, error_code = null, updated_at = now() - interval '1 hour' where id = $1`,
      [id, status],
    )
    await releaseOrphans(app.db)
    return imports.read(id)
  }
  t.match(await leave('reading'), {
    status: 'failed',
    error: 'Reading ended before it was done (Task timed out after 300 seconds): read the file again',
  })
  t.match(await leave('committing'), {
    status: 'proposed',
    error:
      'Writing ended before it was done (Task timed out after 300 seconds): look at the import again, and commit it again',
  })
  t.match(await imports.commit(id), { status: 'committed', error: null })
})
