import { hash } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import type pg from 'pg'
import { CLAIM_KEY, KEEP_ANSWER } from '../../plugins/idempotency/statements.ts'
import { ADD_STOCK } from '../../services/stock/inventory/statements.ts'
import { newOperation } from '../../services/stock/operations/operation.ts'
import { operationValue } from '../../services/stock/operations/operation-sql.ts'
import type { Pile } from '../service.ts'

type Values = readonly unknown[]

/** Does something in a transaction of the bare driver, with prepared statements. */
async function inTransaction<T>(
  pool: pg.Pool,
  work: (run: (name: string, text: string, values: Values) => Promise<unknown[] | undefined>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(async (name, text, values) => {
      const { rows } = await client.query<unknown[]>({ name, text, values: [...values], rowMode: 'array' })
      return rows[0]
    })
    await client.query('commit')
    return result
  } finally {
    client.release()
  }
}

function addValues({ key, box_no, loc_no }: Pile): Values {
  return [key, box_no, loc_no, 1, operationValue(newOperation({ reason: 'add' })), null, null]
}

/** Adds a piece with the statement of the service. */
export function addInTransaction(pool: pg.Pool, pile: Pile): Promise<unknown> {
  return inTransaction(pool, (run) => run('add', ADD_STOCK.text, addValues(pile)))
}

/** A route of bare Fastify that adds a piece, and keeps its answer under the key of the request. */
export async function startKeyedFloor(pool: pg.Pool): Promise<{ instance: FastifyInstance; url: string }> {
  const instance = Fastify()
  instance.post<{ Params: { key: string }; Body: Omit<Pile, 'key'> }>(
    '/api/inventory/parts/:key/stock',
    async ({ params, body, headers }, reply) => {
      const key = hash('sha256', String(headers['idempotency-key']), 'buffer')
      const request = hash('sha256', JSON.stringify(body), 'buffer')
      const pile = { key: params.key, ...body }
      const answer = await inTransaction(pool, async (run) => {
        await run('claim', CLAIM_KEY.text, [key.readBigInt64BE(0).toString(), key])
        const row = await run('add', ADD_STOCK.text, addValues(pile))
        const kept = JSON.stringify({ key: pile.key, box_no: pile.box_no, loc_no: pile.loc_no, qty: row?.[2] })
        await run('keep', KEEP_ANSWER.text, [key, request, 201, '{}', kept, null, null, 24])
        return kept
      })
      return reply.code(201).type('application/json').send(answer)
    },
  )
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}
