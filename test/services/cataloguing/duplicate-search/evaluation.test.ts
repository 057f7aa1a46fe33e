import t from 'tap'
import { ormOptions } from '../../../../mikro-orm.config.ts'
import { connectDatabase } from '../../../../plugins/database/connect.ts'
import { measure, mistakesOf, searchAll } from '../../../../scripts/evaluate-duplicates/evaluate.ts'
import { createTestDatabase } from '../../../support/test-database.ts'

const { db, close } = await connectDatabase({
  databaseUrl: await createTestDatabase(t),
  dataDir: '',
  poolMax: 2,
  poolTimeoutSeconds: 10,
  ormOptions,
})
t.teardown(close)
const searches = await searchAll(db)
const known = searches.filter(({ isCheck }) => !isCheck)
const check = searches.filter(({ isCheck }) => isCheck)

t.test('there are enough labelled pairs, and near misses among them', async (t) => {
  const labels = searches.flatMap((search) => [...search.labels.values()])
  t.ok(labels.length >= 200)
  for (const label of ['high', 'medium', 'none']) t.ok(labels.filter((one) => one === label).length > 50, label)
})

t.test('what the database calls the same part is the same part', async (t) => {
  for (const group of [known, check]) t.equal(measure(group, 'high').precision, 1)
  t.same(
    mistakesOf(known).filter(({ expected, actual }) => expected === 'high' || actual === 'high'),
    [],
  )
  t.ok(measure(check, 'high').recall >= 0.87)
})

t.test('the threshold finds most related parts, and few others', async (t) => {
  for (const group of [known, check]) {
    const { precision, recall } = measure(group, 'medium')
    t.ok(precision >= 0.95, `precision ${precision}`)
    t.ok(recall >= 0.85, `recall ${recall}`)
  }
})

t.test('no other threshold is clearly better', async (t) => {
  const inUse = measure(known, 'medium').f1
  for (const threshold of [0.4, 0.5, 0.55, 0.65, 0.7, 0.8]) {
    const { f1 } = measure(known, 'medium', threshold)
    t.ok(f1 <= inUse + 0.01, `${threshold}: ${f1}`)
  }
})

t.test('candidates come best first, with a reason', async (t) => {
  for (const { candidates } of searches) {
    t.ok(candidates.length <= 50)
    t.same(
      candidates.map(({ score }) => score),
      candidates.map(({ score }) => score).sort((a, b) => b - a),
    )
    t.ok(candidates.every(({ score, reason }) => score > 0 && score <= 1 && /^[A-Z]/.test(reason)))
  }
})
