import t from 'tap'
import { readQuery } from '../../../../services/catalogue/search-rules/query/read-query.ts'
import { finds, keys } from '../../../support/search-catalogue/finding.ts'

t.test('reads codes of values beside a word that says which component is meant', async (t) => {
  t.equal(keys('resistor 472'), 'AARA AARC AARD')
  t.equal(keys('resistor 4702'), 'AARB')
  t.equal(keys('resistor 01C'), 'AARE AARF')
  t.equal(keys('type:resistor 472'), 'AARA AARC AARD')
  t.equal(keys('inductor 100n'), 'AALB')
  t.ok(finds('inductor 101', { description: 'Inductor 100µH' }))
  t.notOk(finds('resistor 0603', { description: 'resistor 603 ohm' }), 'a size is no code')
})

t.test('decides by the type of a part what a unit without its letter means', async (t) => {
  const part = { description: '100n X' }
  t.ok(finds('100nF', { ...part, type: 'Ceramic Capacitor' }))
  t.notOk(finds('100nF', { ...part, type: 'Inductor' }))
  t.ok(finds('100nH', { ...part, type: 'Inductor' }))
  t.ok(
    finds('100nF', { ...part, type: 'Other' }) && finds('100nH', { ...part, type: 'Other' }),
    'both when it says nothing',
  )
  t.ok(finds('capacitance:90n..110n', { ...part, type: 'Ceramic Capacitor' }))
  t.notOk(finds('capacitance:90n..110n', { ...part, type: 'Inductor' }))
  t.notOk(finds('100nH', { description: '100n capacitor', type: 'Inductor' }), 'its own words come first')
})

t.test('reads ranges and operators as terms', async (t) => {
  t.equal(keys('resistor >=50k'), '')
  t.equal(keys('potentiometer >=50k'), 'AARJ')
  t.equal(keys('crystal ≥10MHz'), 'AAXA')
  t.equal(keys('resistor ..1ohm'), 'AARG AARH')
  t.ok(finds('1 to 5 V', { description: 'supply 3.3V' }))
  t.ok(finds('10V..20V', { description: 'input 4.5-28V' }), 'what lies within a range of the part')
  t.notOk(finds('12V', { description: 'input 4.5-28V' }), 'a bare value is one of its ends')
})

t.test('a type of a facet does not change how a bare number is read', async (t) => {
  const kinds = (q: string) => readQuery(q).terms.flatMap(({ readings }) => readings.map(({ shown }) => shown.kind))
  t.ok(kinds('470 type:resistor').includes('value'))
  t.same(kinds('470 type:="Resistor"'), kinds('470'))
})

t.test('finds what is counted per something however it is written, and nothing else by it', async (t) => {
  for (const spellings of [
    ['10mV/°C', '10 mV/°C', '10 mV / °C', '0.01 V/K', '10mV/C', '10mV/℃', '10 mV/degC'],
    ['185 mV/A', '185mV/A', '0.185V/A'],
    ['13 V/µs', '13V/us', '13000 V/ms', '13000000V/s'],
    ['0.6 A/W', '600mA/W'],
    ['20 K/W', '20K/W', '20°C/W', '20 °C/W'],
  ])
    for (const q of spellings)
      for (const written of spellings) t.ok(finds(q, { description: `part ${written}, x` }), `${q} in ${written}`)
  const description = 'sensor 10 mV/°C 185 mV/A 13 V/µs, heat sink 20 K/W'
  for (const q of [
    '10mV',
    '13V',
    '20k',
    '20K',
    '10V/°C',
    '10mV/A',
    '185mV/°C',
    '2K/W',
    '13mV/µs',
    '13V/s',
    'voltage:>1',
  ])
    t.notOk(finds(q, { description }), q)
  t.ok(finds('10mV/°C TO-92', { description: 'LM35 10 mV/°C', package: 'TO-92' }))
})

t.test('reads K of a lamp as the kelvins of its colour', async (t) => {
  for (const description of ['LED warm white 3000K', 'lamp, 3000 K', 'white 3000K-6500K', 'LED 2700 - 3000 K'])
    for (const q of ['3000K', '3000 K']) t.ok(finds(q, { description }), `${q} in ${description}`)
  t.ok(finds('3000K white', { description: 'white LED 3000 K' }))
  t.notOk(finds('3000K', { description: 'white 2700-6500K' }), 'a bare value is one of the ends')
  for (const q of ['3M', '3 MΩ', 'resistance:3M', 'resistor 3000K', '300K', '30000K'])
    t.notOk(finds(q, { description: 'LED warm white 3000K' }), q)
  t.ok(finds('3000K', { description: 'resistor 3M' }) && finds('3M', { description: 'resistor 3000K' }), 'kilohms else')
  t.notOk(finds('3 000 K', { description: 'memory 3000 K' }))
})
