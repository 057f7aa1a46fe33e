import Fastify from 'fastify'
import pg from 'pg'

/** The least that can be ready: Fastify with one route, and a pool that has been asked something. */
const port = Number(process.env.PORT)
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '' })
await pool.query('select 1')
const app = Fastify()
app.get('/health/readyz', async () => ({ ready: true }))
app.addHook('onClose', () => pool.end())
process.once('SIGTERM', () => app.close())
await app.listen({ host: '127.0.0.1', port })
console.log(`Server listening at http://127.0.0.1:${port}`)
