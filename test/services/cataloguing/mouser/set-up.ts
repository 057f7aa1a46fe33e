import { join } from 'node:path'
import Fastify from 'fastify'
import { register } from 'prom-client'
import type { Test } from 'tap'
import { options } from '../../../../app.ts'
import { ormOptions } from '../../../../mikro-orm.config.ts'
import { connectDatabase } from '../../../../plugins/database/connect.ts'
import { DownloadCache } from '../../../../plugins/outbound/download-cache.ts'
import { JsonCache } from '../../../../plugins/outbound/json-cache.ts'
import { MouserQuota } from '../../../../services/cataloguing/mouser/mouser-quota.ts'
import { MouserService } from '../../../../services/cataloguing/mouser/mouser-service.ts'
import { startMouser } from '../../../support/mouser-api.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { createTestDatabase } from '../../../support/test-database.ts'

/** A key that looks different in a URL. */
export const KEY = 'secret key/1+2'
export const ENCODED_KEY = 'secret%20key%2F1%2B2'
const DAY_MS = 86_400_000

/** A result without parts, but for its error. */
export const nothing = { parts: [], total_results: 0 }

/** Connects the tests of a file to a database; each of them begins with an unused quota and without metrics. */
export async function connect(t: Test) {
  const { db, close } = await connectDatabase({
    databaseUrl: await createTestDatabase(t),
    dataDir: '',
    poolMax: 4,
    poolTimeoutSeconds: 10,
    ormOptions,
  })
  t.teardown(close)
  t.beforeEach(async () => {
    register.resetMetrics()
    await db.query(`update mouser_quota set last_minute = '{}', used_today = 0`)
  })

  /** A service with a fake of the API, an empty cache, and everything that was logged. */
  return async function setUp(t: Test, { apiKey = KEY, perMinute = 100, attempt = 2000 } = {}) {
    const api = await startMouser(t)
    const folder = join(t.testdir({}), 'downloads')
    const lines: string[] = []
    const { log } = Fastify({ ...options, logger: { level: 'debug', stream: { write: (line) => lines.push(line) } } })
    const createService = (perMinuteNow = perMinute) =>
      new MouserService({
        baseUrl: api.baseUrl,
        apiKey,
        quota: new MouserQuota(db, { perMinute: perMinuteNow, perDay: 1000 }),
        cache: new JsonCache(new DownloadCache({ folder, maxAgeMs: DAY_MS }), join(folder, '..', 'temporary')),
        log,
        times: { attempt, backOff: 5 },
      })
    const service = createService()
    const byNumber = (number = 'LM358DR') => service.searchByPartNumber(number, new AbortController().signal)
    const byKeyword = (text: string) => service.searchByKeyword(text, new AbortController().signal)
    return { api, folder, lines, service, createService, byNumber, byKeyword }
  }
}

export function requests(status: string, endpoint = 'partnumber'): Promise<number | undefined> {
  return sampleValue('mouser_api_requests_total', { endpoint, status })
}

export function durations(endpoint = 'partnumber'): Promise<number | undefined> {
  return sampleValue('mouser_api_duration_seconds_count', { endpoint })
}
