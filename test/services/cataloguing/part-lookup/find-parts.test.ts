import t from 'tap'
import { findPartsTool } from '../../../../services/cataloguing/part-lookup/find-parts.ts'
import { KnownAddresses } from '../../../../services/work/ai-runner/known-addresses.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addType } from '../../../support/inventory-rows.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { strictSchemaProblem } from '../../../support/strict-schema.ts'

const PROGRESS = { sendProgressValue: () => {}, sendProgress: () => {}, sendProgressText: () => {} }

t.test('a model searches the inventory as people do', async (t) => {
  const app = await buildApp(t)
  const typeId = await addType(app.db, 'Film Resistor')
  const add = async (manufacturerCode: string, description: string) =>
    (await app.parts.create({ manufacturerCode, description, manufacturer: 'Yageo', package: '0603', typeId })).key
  const first = await add('RC0603FR-074K7L', '4.7 kΩ 1 %')
  const second = await add('RC0603JR-074K7L', `4k7 5 % ${'x'.repeat(1000)}`)
  await add('RC0603FR-0747KL', '47 kΩ 1 %')
  const tool = findPartsTool(app.partSearch, app.log)
  t.equal(strictSchemaProblem(tool.inputSchema), undefined)
  const find = (text: string, limit = 20) =>
    tool.execute({ text, limit }, PROGRESS, new AbortController().signal, new KnownAddresses())

  const counted = await metricValue('part_search_requests_total', { kind: 'value' })
  const answer = Object(await find('resistor 4700 ohm 0603'))
  t.equal(await metricValue('part_search_requests_total', { kind: 'value' }), counted, 'it is no search of a user')
  t.equal(answer.total, 2)
  t.same(
    answer.parts.map(({ part_key }: { part_key: string }) => part_key),
    [second, first],
  )
  t.same(answer.parts[1], {
    part_key: first,
    part_number: 'RC0603FR-074K7L',
    description: '4.7 kΩ 1 %',
    maker: 'Yageo',
    package: '0603',
    stock: 0,
    match: 'whole',
  })
  t.equal(answer.parts[0].description.length, 300)

  t.equal(Object(await find('4k7', 1)).parts.length, 1)
  t.match(await find('4k7 0805'), { total: 0, parts: [], try_instead: [{ text: '4k7', total: 2 }] })
  t.match(await find('voltage:4k7'), { error: /voltage/ }, 'it is told what to mend')
  await t.rejects(find('4k7', 21), 'more than the schema allows')

  await app.db.query('alter table parts rename to hidden_parts')
  t.match(await find('4k7'), { error: /cannot be searched/ }, 'a failure is no reason to stop')
  await app.db.query('alter table hidden_parts rename to parts')
})
