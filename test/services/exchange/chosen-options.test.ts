import t from 'tap'
import { Value } from 'typebox/value'
import {
  bomOptions,
  inventoryOptions,
  listOptions,
  orderOptionsOf,
} from '../../../services/exchange/imports/chosen-options.ts'
import { OPTION_SCHEMAS } from '../../../services/exchange/imports/options.ts'

t.test('options that are not given are those that the schemas say', async (t) => {
  for (const [kind, options] of [
    ['parts_list', listOptions({})],
    ['bom', bomOptions({})],
    ['inventory', inventoryOptions({})],
    ['order', orderOptionsOf('order', {})],
    ['cart', orderOptionsOf('cart', {})],
  ] as const) {
    const schema = OPTION_SCHEMAS[kind]
    t.ok(Value.Check(schema, options), kind)
    const declared: object = JSON.parse(JSON.stringify(Value.Default(schema, {})))
    const empty = Object.fromEntries(Object.keys(schema.properties).map((name) => [name, null]))
    t.strictSame(options, { ...empty, ...declared }, kind)
  }
})

t.test('options that are null are not given, and those of other kinds are left out', async (t) => {
  t.equal(listOptions({ update: null }).update, 'fill')
  t.strictSame(inventoryOptions({ on_existing: 'overwrite', update: 'none' }), { on_existing: 'overwrite' })
})
