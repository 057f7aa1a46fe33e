import t from 'tap'
import { ormOptions } from '../../../../mikro-orm.config.ts'
import { connectDatabase } from '../../../../plugins/database/connect.ts'
import type { Statement } from '../../../../plugins/database/statement.ts'
import { MouserQuota, QuotaSpentError } from '../../../../services/cataloguing/mouser/mouser-quota.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { createTestDatabase, type Teardown } from '../../../support/test-database.ts'

/** A replica's access to the database. */
async function connect(t: Teardown, databaseUrl: string) {
  const { db, close } = await connectDatabase({
    databaseUrl,
    dataDir: '',
    poolMax: 8,
    poolTimeoutSeconds: 10,
    ormOptions,
  })
  t.teardown(close)
  return db
}

const remaining = (window: string) => sampleValue('mouser_api_quota_remaining', { window })

/** Requests at the same time. @returns how many may be sent. */
async function takeAtOnce(quotas: MouserQuota[], count: number): Promise<number> {
  const requests = Array.from({ length: count }, (_, n) => quotas[n % quotas.length]?.take())
  const results = await Promise.allSettled(requests)
  for (const result of results) {
    if (result.status === 'rejected' && !(result.reason instanceof QuotaSpentError)) throw result.reason
  }
  return results.filter(({ status }) => status === 'fulfilled').length
}

t.test('replicas together never send more than a minute allows', async (t) => {
  const url = await createTestDatabase(t)
  const limits = { perMinute: 20, perDay: 1000 }
  const db = await connect(t, url)
  const first = new MouserQuota(db, limits)
  const second = new MouserQuota(await connect(t, url), limits)
  const quotas = [first, second]
  t.equal(await takeAtOnce(quotas, 60), 20)
  await first.publish()
  t.equal(await remaining('minute'), 0)
  t.equal(await remaining('day'), 980, 'a refused request does not count')
  await t.rejects(first.take(), /20 Mouser requests a minute is used up; try again in (60|5\d) seconds/)

  await db.query(`update mouser_quota set last_minute = array(select s - interval '45 s' from unnest(last_minute) s)`)
  await t.rejects(second.take(), /try again in (15|1[0-4]) seconds/)
  await db.query(`update mouser_quota set last_minute = array(select s - interval '16 s' from unnest(last_minute) s)`)
  t.equal(await takeAtOnce(quotas, 25), 20, 'after a minute it starts again')
  await first.publish()
  t.equal(await remaining('day'), 960)
})

t.test('the count of the day starts anew with each UTC day', async (t) => {
  const db = await connect(t, await createTestDatabase(t))
  const quota = new MouserQuota(db, { perMinute: 100, perDay: 5 })
  t.equal(await takeAtOnce([quota], 12), 5)
  await t.rejects(quota.take(), /5 Mouser requests a day is used up; try again after 00:00 UTC/)
  t.equal(await remaining('day'), 0)
  await db.query('update mouser_quota set day = day - 1')
  await quota.publish()
  t.equal(await remaining('day'), 5)
  t.equal(await takeAtOnce([quota], 12), 5)
})

t.test('a limit that was lowered holds at once', async (t) => {
  const db = await connect(t, await createTestDatabase(t))
  await takeAtOnce([new MouserQuota(db, { perMinute: 50, perDay: 50 })], 10)
  const lower = new MouserQuota(db, { perMinute: 5, perDay: 5 })
  await t.rejects(lower.take(), QuotaSpentError)
  await lower.publish()
  t.equal(await remaining('minute'), 0)
  t.equal(await remaining('day'), 0)
})

t.test('an answer that arrives after a poll does not set the gauge back', async (t) => {
  const db = await connect(t, await createTestDatabase(t))
  const taken = Promise.withResolvers<void>()
  const arrives = Promise.withResolvers<void>()
  let queries = 0
  const late = {
    async query<Row>(statement: Statement<Row> | string, values?: readonly unknown[]): Promise<Row[]> {
      const isFirst = queries++ === 0
      const rows = await db.query(statement, values)
      if (isFirst) {
        taken.resolve()
        await arrives.promise
      }
      return rows
    },
  }
  const quota = new MouserQuota(late, { perMinute: 10, perDay: 100 })
  const first = quota.take()
  await taken.promise
  await quota.take()
  await quota.publish()
  arrives.resolve()
  await first
  t.equal(await remaining('minute'), 8)
  t.equal(await remaining('day'), 98)
})
