import Fastify, { type FastifyInstance } from 'fastify'
import pg from 'pg'
import { PART_DETAIL } from '../../services/catalogue/parts/statements.ts'
import { KIT_DETAIL } from '../../services/overviews/kit-detail/statements.ts'
import { PART_PAGES } from '../../services/overviews/part-list/statements.ts'
import { ADD_STOCK, STOCK_OF_PART } from '../../services/stock/inventory/statements.ts'
import { newOperation } from '../../services/stock/operations/operation.ts'
import { operationValue } from '../../services/stock/operations/operation-sql.ts'

/** What the server calls the connections of the floor. */
export const FLOOR = 'bench-floor'

/** Runs a statement as cheaply as the driver can: prepared on its connection, rows as arrays. */
export function prepared(name: string, text: string, pool: pg.Pool) {
  return (values: unknown[]) => pool.query<unknown[]>({ name, text, values, rowMode: 'array' })
}

/** Names the columns of rows that came as arrays. */
function named({ fields, rows }: pg.QueryArrayResult<unknown[]>): Record<string, unknown>[] {
  const names = fields.map(({ name }) => name)
  return rows.map((row) => Object.fromEntries(names.map((name, n) => [name, row[n]])))
}

/** Where the routes are that are as fast as can be written: PostgreSQL writes the answer, and it is passed on. */
export const FAST = '/fast'

/** SQL for rows of a statement as one text of JSON. */
function writtenByServer(text: string, rows: 'one' | 'all'): string {
  const answer = rows === 'one' ? 'to_json(answer)' : `coalesce(json_agg(answer), '[]')`
  return `select ${answer}::text from (${text}) answer`
}

/** The places of a part are found by its id; a single statement looks that up. */
const STOCK_OF_KEY = STOCK_OF_PART.text
  .replaceAll('$2', '$key')
  .replaceAll('$1', '(select id from parts where key = $key)')
  .replaceAll('$key', '$1')

/** Adds the reads: the same statements, prepared, as rows that Fastify writes, and as text that PostgreSQL has written. */
function addReads(instance: FastifyInstance, pool: pg.Pool): void {
  const READS = {
    '/api/parts/:key/locations': { text: STOCK_OF_KEY, rows: 'all' },
    '/api/kits/:kit': { text: KIT_DETAIL.text, rows: 'one' },
  } as const
  for (const [path, { text, rows }] of Object.entries(READS)) {
    const plain = prepared(path, text, pool)
    instance.get<{ Params: Record<string, string> }>(path, async ({ params }) => {
      const found = named(await plain(Object.values(params)))
      return rows === 'one' ? found[0] : found
    })
  }
  const FAST_READS = {
    ...READS,
    '/api/parts/:key': { text: PART_DETAIL.text, rows: 'one' },
    '/api/parts': { text: PART_PAGES.all.text.replaceAll('$2', '0'), rows: 'all' },
  } as const
  for (const [path, { text, rows }] of Object.entries(FAST_READS)) {
    const written = prepared(`${FAST}${path}`, writtenByServer(text, rows), pool)
    instance.get<{ Params: Record<string, string>; Querystring: { limit?: string } }>(
      `${FAST}${path}`,
      async ({ params, query }, reply) => {
        const { rows: answers } = await written([
          ...Object.values(params),
          ...(query.limit ? [Number(query.limit)] : []),
        ])
        return reply.type('application/json').send(answers[0]?.[0])
      },
    )
  }
}

/** The least that can answer the same: Fastify, the driver, the same SQL, prepared. */
export async function startFloor(
  databaseUrl: string,
  poolSize: number,
): Promise<{ instance: FastifyInstance; url: string }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize, application_name: FLOOR })
  const [detail, page] = [prepared('detail', PART_DETAIL.text, pool), prepared('page', PART_PAGES.all.text, pool)]
  const add = prepared('add', ADD_STOCK.text, pool)
  const instance = Fastify()
  instance.get<{ Params: { key: string } }>('/api/parts/:key', async ({ params }) => {
    return named(await detail([params.key]))[0]
  })
  instance.get<{ Querystring: { limit: string } }>('/api/parts', async ({ query }) => {
    return named(await page([Number(query.limit), 0]))
  })
  instance.post<{ Params: { key: string }; Body: { box_no: number; loc_no: number; qty: number } }>(
    '/api/inventory/parts/:key/stock',
    async ({ params, body }, reply) => {
      const operation = operationValue(newOperation({ reason: 'add' }))
      const { rows } = await add([params.key, body.box_no, body.loc_no, body.qty, operation, null, null])
      return reply.code(201).send({ key: params.key, box_no: body.box_no, loc_no: body.loc_no, qty: rows[0]?.[2] })
    },
  )
  addReads(instance, pool)
  instance.addHook('onClose', () => pool.end())
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}
