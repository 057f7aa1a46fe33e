import t from 'tap'
import { importClient } from '../support/import-client.ts'
import { followTask } from '../support/task-events.ts'
import { whyNoBrowser } from './chromium.ts'
import { PHONE, startPages } from './pages.ts'

t.test('the page of tasks', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t, { settings: { appEnv: 'testing' } })
  const { app } = pages
  const follow = followTask(app)
  const statusOf = async (id: string): Promise<string> => (await app.inject(`/api/tasks/${id}/status`)).json().status
  const { page, problems } = await pages.open('/tasks')
  await page.getByText('Nothing has run in the background').waitFor()

  await t.test('shows a task that others start, and cancels it', async (t) => {
    const { task_id: id } = await app.tasks.startTask('demo_task', { params: { steps: 1000, delay: 60 } })
    await page.getByText('Step 1/1000').waitFor()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.getByText('Cancelled').waitFor()
    t.equal(await statusOf(id), 'cancelled')

    await page.getByRole('button', { name: 'Show Demonstration' }).click()
    await page.waitForURL(new RegExp(`task=${id}`))
    const started = page.waitForResponse(/\/retry$/)
    await page.getByRole('button', { name: 'Try again' }).click()
    const { task_id: again }: { task_id: string } = await (await started).json()
    t.not(again, id)
    await page.waitForURL(new RegExp(`task=${again}`))
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor({ state: 'detached' })
    t.equal(await statusOf(again), 'cancelled')
  })

  await t.test('says why one failed, and starts it once more', async (t) => {
    const params = { error_message: 'The paper jams', delay: 0 }
    const { task_id: id } = await app.tasks.startTask('failing_task', { params })
    await page.getByText('Failed: The paper jams').waitFor()
    await page.getByText('1 task failed').waitFor()
    await page.getByRole('button', { name: 'Show Demonstration that fails' }).click()
    await page.getByRole('alert').getByText('The paper jams').waitFor()
    const started = page.waitForResponse(/\/retry$/)
    await page.getByRole('button', { name: 'Try again' }).click()
    const { task_id: again }: { task_id: string } = await (await started).json()
    await follow(again)
    await page.getByText('2 tasks failed').waitFor()

    await page.goto(`${pages.url}/tasks?show=failed&task=${id}`)
    await page.getByRole('button', { name: 'Forget' }).click()
    await page.getByText('Forgotten', { exact: true }).waitFor()
    t.equal((await app.inject(`/api/tasks/${id}/status`)).statusCode, 404)
    await page.getByText('1 task failed').waitFor()
  })

  await t.test('leads from a file that could not be read to what can be done about it', async (t) => {
    const read = await importClient(app).upload('<!doctype html><title>Sign in</title>', { name: 'order.csv' })
    const phone = await pages.open('/', { viewport: PHONE })
    await phone.page.getByText('2 tasks failed').waitFor()
    await phone.page.goto(`${pages.url}/tasks`)
    await phone.page.getByText(/^Failed: This is an HTML page/).waitFor()
    await phone.page.getByRole('button', { name: 'Show Read a file' }).click()
    await phone.page.getByRole('link', { name: 'Mend it in the import' }).click()
    await phone.page.waitForURL(new RegExp(`/import/${read.id}`))
    await phone.page.getByText('Read it in another way').waitFor()
    t.strictSame(phone.problems, [])
  })
  t.strictSame(problems, [])
})
