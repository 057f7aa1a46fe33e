import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { until } from '../../support/until.ts'

const app = await buildApp(t)
const { sellers } = app

const count = async () => {
  const rows = await app.db.query('select 1 from sellers')
  return rows.length
}

t.test('a seller that is not known is added, with a guessed website unless one is given', async (t) => {
  t.match(await sellers.getOrCreateSeller('TME Electronics'), {
    name: 'TME Electronics',
    website: 'https://www.tmeelectronics.com',
    logo_url: 'https://www.google.com/s2/favicons?domain=www.tmeelectronics.com&sz=32',
  })
  t.match(await sellers.getOrCreateSeller('LCSC', 'https://lcsc.com'), { name: 'LCSC', website: 'https://lcsc.com' })
  t.match(await sellers.getOrCreateSeller('Blank', ' '), { website: 'https://www.blank.com' })
})

t.test('a known seller is found in any case, and its website stays', async (t) => {
  const { version: _, ...known } = await sellers.create({ name: 'DigiKey', website: 'https://www.digikey.com' })
  t.strictSame(await sellers.getOrCreateSeller('digikey', 'https://elsewhere.example'), known)
  t.strictSame(await sellers.getOrCreateSeller('DIGIKEY'), known)
})

t.test('the same case is preferred, then the oldest', async (t) => {
  const oldest = await sellers.create({ name: 'arrow', website: 'a.example' })
  const newer = await sellers.create({ name: 'Arrow', website: 'b.example' })
  t.equal((await sellers.getOrCreateSeller('Arrow')).id, newer.id)
  t.equal((await sellers.getOrCreateSeller('arrow')).id, oldest.id)
  t.equal((await sellers.getOrCreateSeller('ARROW')).id, oldest.id)
})

t.test('a name is no pattern', async (t) => {
  await sellers.create({ name: 'abc', website: 'abc.example' })
  for (const name of ['a%', 'a_c', '%', '\\abc']) t.equal((await sellers.getOrCreateSeller(name)).name, name)
})

t.test('a blank name is refused', async (t) => {
  const before = await count()
  await t.rejects(sellers.getOrCreateSeller(' '), { code: '23502' })
  t.equal(await count(), before)
})

t.test('imports at the same time share the new seller', async (t) => {
  const before = await count()
  const found = await Promise.all(Array.from({ length: 10 }, () => sellers.getOrCreateSeller('Würth Elektronik')))
  t.equal(new Set(found.map(({ id }) => id)).size, 1)
  t.equal(await count(), before + 1)
})

t.test('losing the race does not end the unit of work', async (t) => {
  const winner = await app.pool.connect()
  await winner.query('begin')
  await winner.query(`insert into sellers (name, website) values ('Rutronik', 'rutronik.com')`)
  const importing = app.db.transaction(async () => {
    await sellers.create({ name: 'Before the race', website: 'before.example' })
    return sellers.getOrCreateSeller('Rutronik')
  })
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await until(async () => (await app.db.query(waiting)).length > 0)
  await winner.query('commit')
  winner.release()
  t.match(await importing, { name: 'Rutronik', website: 'rutronik.com' })
  t.equal((await sellers.getOrCreateSeller('before the race')).website, 'before.example')
})
