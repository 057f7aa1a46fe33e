import t from 'tap'
import type { PartDetails } from '../../../../services/cataloguing/part-details/details-schema.ts'
import { proposedFields } from '../../../../services/cataloguing/part-details/part-fields.ts'
import { partDetails } from '../../../support/part-details.ts'

const NO_TYPE = { type: null, type_is_existing: false, existing_type_id: null }
const fields = (details: Partial<PartDetails>) => proposedFields(partDetails(details), NO_TYPE)

t.test('every field has its source', async (t) => {
  const details: PartDetails = {
    product_name: 'name',
    product_family: 'family',
    product_category: 'category',
    manufacturer: 'maker',
    manufacturer_part_number: 'number',
    package_type: 'package',
    mounting_type: 'Through-Hole',
    part_pin_count: 8,
    part_pin_pitch: 'pitch',
    voltage_rating: 'rating',
    input_voltage: 'input',
    output_voltage: 'output',
    physical_dimensions: 'dimensions',
    tags: ['one', 'two'],
    product_page_urls: ['https://example.com/a', 'https://example.com/b'],
    datasheet_urls: [],
    pinout_urls: [],
  }
  t.same(proposedFields(details, { type: 'Relay', type_is_existing: true, existing_type_id: 7 }), {
    manufacturer_code: 'number',
    type: 'Relay',
    description: 'name',
    tags: ['one', 'two'],
    manufacturer: 'maker',
    product_page: 'https://example.com/a',
    package: 'package',
    pin_count: 8,
    pin_pitch: 'pitch',
    voltage_rating: 'rating',
    input_voltage: 'input',
    output_voltage: 'output',
    mounting_type: 'Through-Hole',
    series: 'family',
    dimensions: 'dimensions',
    type_is_existing: true,
    existing_type_id: 7,
  })
})

t.test('what a model writes is cut to what can be stored', async (t) => {
  t.equal(fields({ manufacturer_part_number: 'x'.repeat(300) }).manufacturer_code, 'x'.repeat(255))
  t.equal(fields({ manufacturer: 'x'.repeat(300) }).manufacturer?.length, 255)
  t.equal(fields({ package_type: 'x'.repeat(300) }).package?.length, 100)
  t.equal(fields({ product_family: 'x'.repeat(300) }).series?.length, 100)
  t.equal(fields({ part_pin_pitch: 'x'.repeat(300) }).pin_pitch?.length, 50)
  t.equal(fields({ product_name: 'x'.repeat(9000) }).description?.length, 2000)
  t.equal(fields({ package_type: `${'x'.repeat(99)} y` }).package, 'x'.repeat(99), 'no blank is left at the end')
  t.equal(fields({ package_type: '🧲'.repeat(101) }).package, '🧲'.repeat(100), 'characters count, not their halves')
  t.equal(fields({ manufacturer: ' \0 ACME\u0007\nInc \ud800' }).manufacturer, 'ACME Inc \ufffd')
  t.equal(fields({ voltage_rating: ' \t ' }).voltage_rating, null)
  for (const pins of [0, -3, 2 ** 31]) t.equal(fields({ part_pin_count: pins }).pin_count, null)
  const page = `https://example.com/${'x'.repeat(480)}`
  t.equal(fields({ product_page_urls: [page] }).product_page, page)
  t.equal(fields({ product_page_urls: [`${page}x`] }).product_page, null, 'half an address leads nowhere')
  for (const url of ['javascript:alert(1)', 'ftp://example.com', 'no address']) {
    t.equal(fields({ product_page_urls: [url] }).product_page, null)
  }
  t.same(fields({ tags: [' smd ', 'smd', '', 'i2c'] }).tags, ['smd', 'i2c'])
  t.equal(fields({ tags: Array.from({ length: 200 }, (_, n) => `tag-${n}`) }).tags.length, 50)
})
