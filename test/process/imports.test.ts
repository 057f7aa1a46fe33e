import pg from 'pg'
import t from 'tap'
import { type ServiceProcess, startService } from '../support/service-process.ts'
import { createTestDatabase, type Teardown } from '../support/test-database.ts'
import { until } from '../support/until.ts'

const ROWS = 1200
const LOCATIONS = 60

interface Import {
  id: number
  status: string
  version: number
  error: string | null
  summary: { rows: number; good: number; warnings: number; errors: number } | null
}

async function send({ url }: ServiceProcess, path: string, body?: object): Promise<Import> {
  const answer = await fetch(`${url}/api${path}`, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

async function read({ url }: ServiceProcess, id: number): Promise<Import> {
  return JSON.parse(await (await fetch(`${url}/api/imports/${id}`)).text())
}

/** Waits until an import is in none of these states any more. */
async function settled(service: ServiceProcess, id: number): Promise<Import> {
  const isAtWork = ({ status }: Import) => ['reading', 'committing', 'undoing'].includes(status)
  let found = await read(service, id)
  await until(async () => {
    if (isAtWork(found)) found = await read(service, id)
    return !isAtWork(found)
  })
  return found
}

/** Holds a table, so that whoever writes to it waits. */
async function hold(t: Teardown, databaseUrl: string, table: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  let isOpen = true
  const release = async () => {
    if (isOpen) await client.end()
    isOpen = false
  }
  t.teardown(release)
  await client.query('begin')
  await client.query(`lock table ${table} in exclusive mode`)
  const waiting = async () => {
    const text = `select from pg_locks where not granted and relation = '${table}'::regclass`
    await until(async () => (await client.query(text)).rowCount !== 0)
  }
  return { waiting, release }
}

t.test('a process that ends in the middle of an import leaves it to another one: once, or not at all', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  t.teardown(() => client.end())
  const env = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: t.testdir(),
    GRACEFUL_SHUTDOWN_TIMEOUT: '1',
    IMPORT_TIMEOUT_SECONDS: '300',
  }
  const figures = async () => {
    const { rows } = await client.query(
      `select (select count(*)::int from parts) as parts,
              (select coalesce(sum(qty), 0)::int from part_locations) as pieces,
              (select coalesce(sum(h.delta_qty), 0)::int from quantity_history h join parts p on p.id = h.part_id) as ledger,
              (select count(*)::int from import_sources) as sources,
              (select count(*)::int from operations where reason = 'import') as commits`,
    )
    return rows[0]
  }
  const start = () => startService(t, env)
  let service = await start()
  await send(service, '/boxes', { description: 'Box', capacity: LOCATIONS })
  const lines = Array.from({ length: ROWS }, (_, at) => `LRG${at + 1000},Resistor ${at},5,1-${(at % LOCATIONS) + 1}`)
  const text = `MPN,Description,Qty,Box Location\n${lines.join('\n')}\n`

  /** Ends the service while `begin` waits for a table, and starts another one. */
  async function interrupt(
    signal: 'SIGKILL' | 'SIGTERM',
    table: string,
    begin: () => Promise<Import>,
  ): Promise<Import> {
    const held = await hold(t, databaseUrl, table)
    const { id } = await begin()
    await held.waiting()
    const code = service.end(signal)
    if (signal === 'SIGKILL') await code
    else await service.logged('shutting down')
    await held.release()
    t.equal(await code, signal === 'SIGKILL' ? null : 0)
    service = await start()
    return settled(service, id)
  }

  let commits = 0
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    const proposed = await interrupt(signal, 'import_rows', () =>
      send(service, '/imports', { text, kind: 'parts_list', options: { stock: 'add' } }),
    )
    t.match(
      proposed,
      { status: 'proposed', error: null, summary: { rows: ROWS, errors: 0 } },
      `${signal} while it reads`,
    )
    const { rows } = await client.query('select count(*)::int as count from import_rows where import_id = $1', [
      proposed.id,
    ])
    t.equal(rows[0].count, ROWS, 'each row is stored once')
    t.match(await figures(), { parts: 0, pieces: 0, ledger: 0, sources: 0 }, 'a proposal writes nothing')

    const { id, version } = proposed
    const committed = await interrupt(signal, 'import_undo', () =>
      send(service, `/imports/${id}/commit`, { version, rows: 'all' }),
    )
    commits++
    t.match(committed, { status: 'committed' }, `${signal} while it writes`)
    const written = { parts: ROWS, pieces: ROWS * 5, ledger: ROWS * 5, sources: ROWS, commits }
    t.strictSame(await figures(), written, 'everything is written once')
    t.match(await send(service, `/imports/${id}/commit`, { version: 1, rows: 'all' }), { status: 'committed' })

    const undone = await interrupt(signal, 'import_sources', () => send(service, `/imports/${id}/undo`))
    t.match(undone, { status: 'undone' }, `${signal} while it undoes`)
    t.strictSame(await figures(), { parts: 0, pieces: 0, ledger: 0, sources: 0, commits })
  }

  await t.test('a process that is killed while it reads the bytes', async (t) => {
    const { id } = await send(service, '/imports', { text: `${text}${'\n'.repeat(100_000)}` })
    await service.end('SIGKILL')
    service = await start()
    t.match(await settled(service, id), { status: 'proposed', summary: { rows: ROWS } })
  })

  await t.test('two people commit one proposal on two replicas', async (t) => {
    const other = await start()
    const { id } = await send(service, '/imports', { text, kind: 'parts_list', options: { stock: 'add' } })
    const { version } = await settled(service, id)
    const answers = await Promise.all(
      [service, other, service, other].map((each) => send(each, `/imports/${id}/commit`, { version, rows: 'all' })),
    )
    t.ok(answers.every(({ status }) => status === 'committing' || status === 'committed'))
    t.match(await settled(other, id), { status: 'committed' })
    t.strictSame(await figures(), {
      parts: ROWS,
      pieces: ROWS * 5,
      ledger: ROWS * 5,
      sources: ROWS,
      commits: commits + 1,
    })
    t.equal(await other.end('SIGTERM'), 0)
  })
  t.equal(await service.end('SIGTERM'), 0)
})
