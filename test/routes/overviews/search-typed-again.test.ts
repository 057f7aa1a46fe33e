import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { EXAMPLE_PARTS } from '../../support/search-catalogue/catalogue.ts'
import { loadCatalogue } from '../../support/search-catalogue/load-catalogue.ts'

interface Suggested {
  parts: { key: string; description: string; type_name: string | null; total_quantity: number }[]
}

const READ = { isolationLevel: 'repeatable read', readOnly: true } as const

async function suggest(app: FastifyInstance, q: string): Promise<Suggested> {
  const answer = await app.inject({ url: '/api/parts/suggestions', query: { q } })
  return answer.json()
}

t.test('what is typed again costs one statement while nothing has changed', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  await loadCatalogue(app, EXAMPLE_PARTS)
  // In one snapshot, since the tests of other files change their databases on the same server.
  await app.db.transaction(async (unit) => {
    await unit.query('select 1')
    for (const q of ['resis', 'lm3', 'type:res', 'zzz', 'xtal 16']) {
      const first = await app.partSuggestions.suggest(q, 8)
      const again = await statements.during(async () => {
        t.strictSame(await app.partSuggestions.suggest(q, 8), first, q)
      })
      t.equal(again, 1, `${q} again`)
      t.ok((await statements.during(() => app.partSuggestions.suggest(q, 7))) <= 2, `${q} with another limit`)
    }
  }, READ)
})

t.test('what is typed again shows every change at once', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  const part = async () => {
    const { parts } = await suggest(app, 'tlc272cp')
    return parts.find(({ key }) => key === 'AAUE')
  }
  const change = async (what: string, sql: string) => {
    const before = await part()
    t.strictSame(await part(), before)
    await app.db.query(sql)
    t.notSame(await part(), before, what)
  }
  await part()
  await app.inject({ method: 'PUT', url: '/api/parts/AAUE', payload: { description: 'Zeitgeist' } })
  t.match(await part(), { description: 'Zeitgeist' })
  await change(
    'stock',
    `update part_locations set qty = qty + 1 where part_id = (select id from parts where key = 'AAUE')`,
  )
  await change('place', `delete from part_locations where part_id = (select id from parts where key = 'AAUE')`)
  await change('name of the type', `update types set name = 'Opamp' where name = 'Operational Amplifier'`)
  t.equal((await app.inject({ method: 'DELETE', url: '/api/parts/AAUE' })).statusCode, 204)
  t.equal(await part(), undefined)
})

t.test('a unit of work sees what it has changed itself, and nobody else does', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  const description = async () => (await app.partSuggestions.suggest('aaue', 1)).parts[0]?.description
  const old = await description()
  await app.db
    .transaction(async (unit) => {
      t.equal(await description(), old)
      await unit.query(`update parts set description = 'First' where key = 'AAUE'`)
      t.equal(await description(), 'First')
      await unit.query(`update parts set description = 'Second' where key = 'AAUE'`)
      t.equal(await description(), 'Second')
      throw new Error('taken back')
    })
    .catch(() => {})
  t.equal(await description(), old)
})
