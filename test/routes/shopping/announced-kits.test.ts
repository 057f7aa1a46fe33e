import t, { type Test } from 'tap'
import { serve, told } from '../../support/live-changes.ts'

/** A kit that was pushed to a list, and a page that is told of changes from now on. */
async function linkKit(t: Test) {
  const { send, stream } = await serve(t)
  const create = async (path: string, payload: object) => (await send('POST', path, payload)).body
  const part = await create('/parts', { description: 'Resistor' })
  const kit = await create('/kits', { name: 'Bench supply', build_target: 2 })
  await create(`/kits/${kit.id}/contents`, { part_id: part.id, required_per_unit: 3 })
  const list = await create('/shopping-lists', { name: 'Winter restock' })
  await create(`/kits/${kit.id}/shopping-lists`, { shopping_list_id: list.id, units: 2, honor_reserved: false })
  return { send, page: await stream('page'), kit: `kit ${kit.id}`, list }
}

t.test('a kit is announced when a list that it was pushed to is done', async (t) => {
  const { send, page, kit, list } = await linkKit(t)
  await send('PUT', `/shopping-lists/${list.id}/status`, { status: 'done' })
  await told(t, page, kit, `shopping_list ${list.id}`)
})

t.test('and when it gets another name', async (t) => {
  const { send, page, kit, list } = await linkKit(t)
  await send('PUT', `/shopping-lists/${list.id}`, { name: 'Spring restock' })
  await told(t, page, kit, `shopping_list ${list.id}`)
})

t.test('and when it is deleted', async (t) => {
  const { send, page, kit, list } = await linkKit(t)
  await send('DELETE', `/shopping-lists/${list.id}`)
  await told(t, page, kit, `shopping_list ${list.id}`)
})
