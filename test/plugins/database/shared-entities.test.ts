import t from 'tap'
import { PartType } from '../../../services/catalogue/types/entities.ts'
import { buildApp } from '../../support/build-app.ts'

t.test('instances of one process have an ORM each, on entities that are read once', async (t) => {
  const [first, second] = await Promise.all([buildApp(t), buildApp(t)])
  t.equal(first.orm.getMetadata(PartType), second.orm.getMetadata(PartType), 'read once')
  t.not(first.orm.config, second.orm.config)
  t.equal([...first.orm.getMetadata()].length > 50, true, 'all of them')

  await first.db.transaction(async ({ em }) => {
    em.create(PartType, { name: 'Only in the first' })
  })
  const count = async ({ orm }: typeof first) => orm.em.fork().count(PartType, { name: 'Only in the first' })
  t.equal(await count(first), 1)
  t.equal(await count(second), 0)

  await first.close()
  await second.db.transaction(async ({ em }) => {
    em.create(PartType, { name: 'Only in the first' })
  })
  t.equal(await count(second), 1, 'it works on when the one that was made first has closed')
  await t.rejects(async () => second.orm.em.count(PartType, {}), /global/, 'the ORM still refuses its global manager')
})
