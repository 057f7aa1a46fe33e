import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { FAILURE_CODES } from '../../../services/exchange/reading/failure.ts'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { mutateBytes, randomOf } from '../../support/mutate-bytes.ts'
import { repeated } from '../../support/repeated.ts'

/** Small files of every kind; they lie beside the checkout and are not shipped. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus')
/** Spoiled files; 2000 to be surer. */
const COUNT = repeated(12, 'IMPORT_MUTATIONS')
const FIRST_SEED = Number(process.env.IMPORT_MUTATIONS_SEED ?? 1)
const AT_ONCE = 3
const options = existsSync(CORPUS) ? {} : { skip: 'the corpus does not lie beside the checkout' }

t.test(`${COUNT} spoiled files are read or fail with what is wrong, and the service goes on`, options, async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const files = readdirSync(CORPUS)
    .filter((name) => name !== 'expected.json')
    .map((name) => ({ name, bytes: readFileSync(join(CORPUS, name)) }))
  const outcomes = new Map<string, number>()

  async function tryOne(seed: number): Promise<void> {
    const random = randomOf(seed)
    const pick = () => files[Math.floor(random() * files.length)] ?? { name: '', bytes: Buffer.alloc(0) }
    const [file, other] = [pick(), pick()]
    const bytes = mutateBytes(file.bytes, other.bytes, random)
    const title = `seed ${seed}, ${file.name}`
    const read = await imports.upload(bytes, { name: file.name }).catch((error: unknown) => String(error))
    if (typeof read === 'string') {
      t.fail(`${title}: ${read}`)
      return
    }
    const outcome = read.error_code ?? `${read.status} ${read.kind}`
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    const isFine =
      read.status === 'proposed' ||
      (read.status === 'failed' && FAILURE_CODES.some((code) => code === read.error_code) && Boolean(read.error))
    if (!isFine) t.fail(`${title}: ${read.status} ${read.error_code}`)
    if (read.status === 'proposed') {
      const rows = await app.inject(`/api/imports/${read.id}/rows`)
      if (rows.statusCode !== 200) t.fail(`${title}: its rows answer ${rows.statusCode} ${rows.body}`)
      if (read.summary.good + read.summary.warnings > 0) {
        const written = await imports.commit(read.id, 'good').catch((error: unknown) => String(error))
        if (typeof written === 'string') t.fail(`${title}: its commit failed: ${written}`)
        return
      }
    }
    const deleted = await app.inject({ method: 'DELETE', url: `/api/imports/${read.id}` })
    if (deleted.statusCode !== 204) t.fail(`${title}: its deletion answers ${deleted.statusCode}`)
  }

  const seeds = Array.from({ length: COUNT }, (_, n) => FIRST_SEED + n).values()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const seed of seeds) {
        await tryOne(seed)
        const ready = await app.inject('/health/readyz')
        if (ready.statusCode !== 200) t.fail(`not ready after seed ${seed}`)
      }
    }),
  )
  t.comment([...outcomes].map(([outcome, count]) => `${outcome}: ${count}`).join(', '))
  t.strictSame(await app.db.query('select 1 from part_locations where qty <= 0'), [])
  t.equal(
    [...outcomes.values()].reduce((sum, count) => sum + count, 0),
    COUNT,
    'each file has an outcome',
  )
})
