import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import {
  PREDEFINED_TYPES_FILE,
  parseTypeNames,
  syncPredefinedTypes,
} from '../../../services/catalogue/types/predefined-types.ts'
import { buildApp } from '../../support/build-app.ts'

t.test('a list has one name a line, without comments and blanks', async (t) => {
  t.same(parseTypeNames('# head\n\n  Relay \n #x\nDiode'), ['Relay', 'Diode'])
  t.same(parseTypeNames('# only\n#comments'), [])
})

t.test('the list that is shipped is in order and within the limits', async (t) => {
  const names = parseTypeNames(await readFile(PREDEFINED_TYPES_FILE, 'utf8'))
  t.ok(names.length >= 90 && names.length <= 120, `${names.length} names`)
  t.equal(new Set(names).size, names.length)
  t.ok(names.every((name) => name.length <= 100))
  t.same(
    names,
    [...names].sort((a, b) => a.localeCompare(b, 'en')),
  )
})

t.test('a sync adds what is missing and nothing else', async (t) => {
  const app = await buildApp(t)
  const dir = t.testdir({ 'types.txt': '# ours\nRelay\nDiode\n Coil \n' })
  const list = join(dir, 'types.txt')
  await app.db.query(`insert into types (name) values ('Relay'), ('My own')`)
  const added = await Promise.all([syncPredefinedTypes(app.db, list), syncPredefinedTypes(app.db, list)])
  t.equal(added[0] + added[1], 2, 'two at once do not disturb each other')
  t.equal(await syncPredefinedTypes(app.db, list), 0, 'again adds nothing')
  const rows = await app.db.query<{ name: string }>('select name from types order by id')
  t.same(rows.map(({ name }) => name).sort(), ['Coil', 'Diode', 'My own', 'Relay'])
  await app.db.query(`delete from types where name = 'Diode'`)
  t.equal(await syncPredefinedTypes(app.db, list), 1, 'a listed type that was deleted comes back')

  await t.rejects(syncPredefinedTypes(app.db, join(dir, 'none.txt')), {
    code: 'INVALID_OPERATION',
    message: /File not found/,
  })
  await t.rejects(syncPredefinedTypes(app.db, dir), { code: 'INVALID_OPERATION', message: /error reading/ })
})
