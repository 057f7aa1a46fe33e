import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { runCleanup } from '../../../support/ai-tasks.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addType } from '../../../support/inventory-rows.ts'
import { type ModelRequest, startModelApi } from '../../../support/model-api.ts'
import { answer } from '../../../support/model-api-replies.ts'
import { catalogueAnswer, partDetails } from '../../../support/part-details.ts'
import { followTask } from '../../../support/task-events.ts'

type Fields = Parameters<FastifyInstance['parts']['create']>[0]

/** What the user's message of a run holds: the record, and the similar ones. */
function messageOf(request: ModelRequest | undefined) {
  const { content } = Object(request?.body.input.at(-1))
  const text = String(content[0].text)
  const [target = '', similar = ''] = text.split('\n').filter((line) => /^[[{]/.test(line))
  return { text, target: JSON.parse(target), similar: JSON.parse(similar), length: similar.length }
}

t.test('a record is cleaned up', async (t) => {
  const api = await startModelApi(t)
  const app = await buildApp(t, { settings: api.settings })
  await app.db.query('delete from types')
  const relay = await addType(app.db, 'Relay')
  const add = async (fields: Fields) => (await app.parts.create(fields)).key
  const key = await add({
    description: 'Omron power relay, 5 V coil!!',
    manufacturerCode: 'G5LE-1-DC5',
    manufacturer: 'Omron',
    series: 'G5LE',
    typeId: relay,
    tags: ['power', 'relay'],
  })

  await t.test(
    'the model gets the record and the rules, but no other tools than those for links and the inventory',
    async (t) => {
      api.reply(
        answer(
          catalogueAnswer({
            analysis_result: partDetails({ product_name: 'G5LE relay', product_category: 'relay', part_pin_count: 5 }),
          }),
        ),
      )
      const before = await app.parts.get(key)
      const { result, progress, events } = await runCleanup(app, key)
      t.same(result, {
        success: true,
        cleaned_part: {
          key,
          manufacturer_code: null,
          type: 'relay',
          description: 'G5LE relay',
          manufacturer: null,
          tags: [],
          package: null,
          pin_count: 5,
          pin_pitch: null,
          voltage_rating: null,
          input_voltage: null,
          output_voltage: null,
          mounting_type: null,
          series: null,
          dimensions: null,
          product_page: null,
          type_is_existing: true,
          existing_type_id: relay,
        },
        error_message: null,
      })
      t.same(await app.parts.get(key), before, 'nothing is written')
      const values = progress.map(([value]) => value)
      t.same([values[0], values[1], ...values.slice(-3)], [0, 0.05, 0.8, 0.95, 1])
      t.equal(events.at(-1)?.event_type, 'task_completed')

      const [request] = api.requests
      t.same(
        request?.body.tools?.map(({ type, name }) => name ?? type),
        ['web_search', 'classify_urls', 'find_parts'],
      )
      const { text, target, similar } = messageOf(request)
      t.same(target, {
        key,
        manufacturer_code: 'G5LE-1-DC5',
        type: 'Relay',
        description: 'Omron power relay, 5 V coil!!',
        manufacturer: 'Omron',
        tags: ['power', 'relay'],
        package: null,
        pin_count: null,
        pin_pitch: null,
        voltage_rating: null,
        input_voltage: null,
        output_voltage: null,
        mounting_type: null,
        series: 'G5LE',
        dimensions: null,
        product_page: null,
      })
      t.same(similar, [])
      t.match(text, /Return the complete normalised record\.$/)
      const prompt = JSON.stringify(request?.body.input.at(0))
      t.match(prompt, /an existing record/)
      t.match(prompt, /`Generic`/)
      t.notMatch(prompt, /find_duplicates|a new part|mouser|\{\{/i)
    },
  )

  await t.test('the most similar records come first', async (t) => {
    const same = await add({
      description: 'relay',
      manufacturerCode: 'g5le 1 dc5',
      manufacturer: 'OMRON',
      typeId: relay,
    })
    const family = await add({
      description: 'Omron relay 12 V coil',
      manufacturer: 'Omron',
      series: 'G5LE',
      typeId: relay,
    })
    const type = await add({ description: 'Finder relay', typeId: relay })
    const other = await add({ description: 'USB cable', tags: [] })
    api.reply(answer(catalogueAnswer({ analysis_result: partDetails({ product_category: 'Proposed: Contactor' }) })))
    const { result } = await runCleanup(app, key)
    t.match(result, { cleaned_part: { type: 'Contactor', type_is_existing: false, existing_type_id: null } })
    const { similar } = messageOf(api.requests.at(-1))
    t.same(
      similar.map(({ key }: { key: string }) => key),
      [same, family, type, other],
    )
    t.same(similar[3].tags, [], 'tags are never null')
  })

  await t.test(
    'parts with the same value and package come before others of the type, however they are written',
    async (t) => {
      const typeId = await addType(app.db, 'Resistor')
      const resistor = (description: string, body: string) => add({ description, package: body, typeId })
      const target = await resistor('Chip resistor 4.7 kΩ', '0603')
      const same = await resistor('4700R, thick film', '1608')
      const otherValue = await resistor('Chip resistor 47 kΩ', '0603')
      await resistor('Chip resistor 4.7 kΩ', '0805')
      api.reply(answer(catalogueAnswer({ analysis_result: partDetails() })))
      await runCleanup(app, target)
      const { similar } = messageOf(api.requests.at(-1))
      const keys = similar.map(({ key: each }: { key: string }) => each)
      t.equal(keys[0], same)
      t.ok(keys.includes(otherValue))
    },
  )

  await t.test('a large inventory makes no large prompt', async (t) => {
    await app.db.query(
      `with sets as (insert into attachment_sets select from generate_series(1, 300) returning id)
       insert into parts (key, description, tags, attachment_set_id, type_id)
       select 'Z' || translate(to_char(row_number() over (), 'FM000'), '0123456789', 'ABCDEFGHIJ'),
              repeat('power relay with a very long description ', 100), array_fill('tag'::text, array[100]), id, $1
         from sets`,
      [relay],
    )
    api.reply(answer(catalogueAnswer({ analysis_result: partDetails() })))
    await runCleanup(app, key)
    const { similar, length } = messageOf(api.requests.at(-1))
    t.ok(similar.length > 10 && similar.length <= 100)
    t.ok(length <= 61_000)
    t.ok(similar.every(({ key: similarKey }: { key: string }) => similarKey !== key))
  })

  await t.test('why there is no cleaned record', async (t) => {
    api.reply(answer(catalogueAnswer({ analysis_failure_reason: 'It is no part.' })), answer(catalogueAnswer()))
    const failed = (text: string) => ({ success: false, cleaned_part: null, error_message: text })
    t.same((await runCleanup(app, key)).result, failed('AI cleanup failed: It is no part.'))
    t.same((await runCleanup(app, key)).result, failed('AI cleanup failed: the model gave no record'))

    // Deleted between the start and the run.
    const { task_id } = await app.tasks.startTask('part_cleanup', { params: { part_key: 'QQQQ' } })

    t.match((await followTask(app)(task_id)).at(-1), { data: failed('AI cleanup failed: Part QQQQ was not found') })
  })
})
