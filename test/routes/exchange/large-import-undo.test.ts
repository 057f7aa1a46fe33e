import t from 'tap'
import { releaseOrphans } from '../../../services/exchange/imports/stale-imports.ts'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'
import { metricValue } from '../../support/metric-value.ts'
import { otherSession } from '../../support/other-session.ts'
import { followTask } from '../../support/task-events.ts'
import { until } from '../../support/until.ts'

t.test('a large import is undone by one task, however often it is asked for', async (t) => {
  const { app, imported, undoImport, undoOperation, follow } = await withLargeImport(t)
  const { id, operation_id: operationId } = imported
  const answers = await Promise.all([undoImport(), undoImport(), undoOperation(), undoOperation()])
  t.strictSame(
    answers.map(({ statusCode }) => statusCode),
    [202, 202, 202, 202],
    answers.map(({ body }) => body).join('\n'),
  )
  const tasks = new Set(answers.map((answer) => answer.json().task_id))
  t.equal(tasks.size, 1, 'they name one task')
  const [task = ''] = tasks
  t.match((await follow(task)).at(-1), { event_type: 'task_completed' })
  t.strictSame(await app.db.query("select count(*)::int as count from tasks where name = 'import_undo'"), [
    { count: 1 },
  ])

  const again = await undoImport()
  t.equal(again.statusCode, 200, again.body)
  t.match(again.json(), { status: 'undone', undone_at: String })
  const refused = await undoOperation({})
  t.equal(refused.statusCode, 409, refused.body)
  t.match(refused.json().error, /undone already/)
  t.match((await app.inject(`/api/imports/${id}`)).json(), { status: 'undone' })
  t.match((await app.inject(`/api/operations/${operationId}`)).json(), { undoable: false, undone_by: String })
})

t.test('what is in the way of undoing a large import is said before a task begins', async (t) => {
  const { app, imported, undoImport, undoOperation, follow } = await withLargeImport(t)
  const [{ part_key: key, box_no: boxNo, loc_no: locNo } = { part_key: '', box_no: 0, loc_no: 0 }] =
    await app.db.query<{
      part_key: string
      box_no: number
      loc_no: number
    }>(
      'select p.key as part_key, s.box_no, s.loc_no from part_locations s join parts p on p.id = s.part_id order by p.id limit 1',
    )
  await app.inventory.remove(key, { boxNo, locNo }, 1)
  const refusals = await metricValue('inventory_undo_total', { outcome: 'refused' })
  for (const answer of [await undoImport(), await undoOperation()]) {
    t.equal(answer.statusCode, 409, answer.body)
    t.match(answer.json().error, /too few pieces/)
  }
  t.equal(await metricValue('inventory_undo_total', { outcome: 'refused' }), refusals + 2)
  t.strictSame(await app.db.query("select task_id from tasks where name = 'import_undo'"), [], 'no task was begun')
  t.match((await app.inject(`/api/imports/${imported.id}`)).json(), { status: 'committed' })

  await app.inventory.add(key, { boxNo, locNo }, 1)
  const other = await otherSession(t, app)
  await other.query('begin')
  await other.query('update part_locations set qty = qty - 1 where box_no = $1 and loc_no = $2', [boxNo, locNo])
  const begun = await undoImport()
  t.equal(begun.statusCode, 202, begun.body)
  await other.waiting()
  const operation = (await app.inject(`/api/operations/${imported.operation_id}`)).json()
  t.match(operation, { undoable: false, not_undoable_because: 'it is being undone already' }, 'while the task works')
  for (const answer of [await undoImport(), await undoOperation()]) {
    t.equal(answer.statusCode, 202, answer.body)
    t.equal(answer.json().task_id, begun.json().task_id, 'also while it holds its locks')
  }
  await other.query('commit')
  t.match((await follow(begun.json().task_id)).at(-1), { event_type: 'task_failed' })
  await until(async () => (await app.inject(`/api/imports/${imported.id}`)).json().status === 'committed')
  t.match((await app.inject(`/api/operations/${imported.operation_id}`)).json(), { undoable: false, undone_by: null })

  await other.query('update part_locations set qty = qty + 1 where box_no = $1 and loc_no = $2', [boxNo, locNo])
  const last = await undoOperation()
  t.equal(last.statusCode, 202, last.body)
  t.match((await follow(last.json().task_id)).at(-1), { event_type: 'task_completed' })
  t.match((await app.inject('/api/operations?reason=undo')).json(), [{ note: 'wrong file' }], 'with the note')
})

t.test('an import whose undoing was cancelled can be undone again', async (t) => {
  const { app, imported } = await withLargeImport(t)
  await app.db.query("update imports set status = 'undoing', task_id = gen_random_uuid() where id = $1", [imported.id])
  await releaseOrphans(app.db)
  t.match((await app.inject(`/api/imports/${imported.id}`)).json(), { status: 'undoing' }, 'a command may work on it')
  await app.db.query('alter table imports disable trigger user')
  await app.db.query("update imports set updated_at = now() - interval '1 hour' where id = $1", [imported.id])
  await releaseOrphans(app.db)
  t.match((await app.inject(`/api/imports/${imported.id}`)).json(), { status: 'committed' })
})

async function withLargeImport(t: Parameters<typeof buildApp>[0]) {
  const app = await buildApp(t)
  const box = await addBox(app.db, 60, 'Drawer')
  const imports = importClient(app)
  const lines = Array.from({ length: 1001 }, (_, at) => `LRG${at + 1000},Resistor ${at},5,${box}-${(at % 60) + 1}`)
  const upload = await imports.upload(`MPN,Description,Qty,Box Location\n${lines.join('\n')}\n`)
  const imported = await imports.commit(upload.id)
  return {
    app,
    imported,
    follow: followTask(app),
    undoImport: () => app.inject({ method: 'POST', url: `/api/imports/${imported.id}/undo` }),
    undoOperation: (payload: object = { note: 'wrong file' }) =>
      app.inject({ method: 'POST', url: `/api/operations/${imported.operation_id}/undo`, payload }),
  }
}
