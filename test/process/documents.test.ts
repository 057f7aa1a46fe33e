import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import t, { type Test } from 'tap'
import { ormOptions } from '../../mikro-orm.config.ts'
import { openBlobStore } from '../../plugins/blob-storage/open-blob-store.ts'
import { connectDatabase } from '../../plugins/database/connect.ts'
import { LOGO_CONTENTS } from '../../services/catalogue/sellers/statements.ts'
import { sweepContents } from '../../services/documents/documents/sweep-contents.ts'
import { pngOf } from '../support/pictures.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { type ServiceProcess, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { formBody } from '../support/upload-form.ts'

const keyOf = (bytes: Buffer) => `cas/${createHash('sha256').update(bytes).digest('hex')}`

async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
    .query<Row>(text)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

function environment(databaseUrl: string, dataDir: string, { settings }: S3Server): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    S3_ENDPOINT_URL: settings.s3EndpointUrl,
    S3_ACCESS_KEY_ID: settings.s3AccessKeyId,
    S3_SECRET_ACCESS_KEY: settings.s3SecretAccessKey,
    S3_BUCKET_NAME: settings.s3BucketName,
  }
}

async function uploadTo({ url }: ServiceProcess, setId: number, content: Buffer): Promise<Response> {
  const { payload, headers } = formBody([
    { name: 'title', content: 'x' },
    { name: 'file', filename: 'x.png', content },
  ])
  const body = new Uint8Array(payload)
  return fetch(`${url}/api/attachment-sets/${setId}/attachments`, { method: 'POST', headers, body })
}

/** What is in the database and what is in the store, each sorted. */
async function inventoryOf(t: Test, databaseUrl: string, { settings }: S3Server) {
  const blobs = await openBlobStore({ ...settings, s3UseSsl: false, dataDir: t.testdirName })
  t.teardown(() => blobs.close())
  return {
    blobs,
    async rows() {
      const rows = await query<{ s3_key: string }>(databaseUrl, 'select s3_key from attachments order by s3_key')
      return rows.map(({ s3_key }) => s3_key)
    },
    async objects() {
      const keys = []
      for await (const { key } of blobs.list('cas/')) keys.push(key)
      return keys.sort()
    },
  }
}

t.test(
  'a kill in the middle of an upload loses nothing that was acknowledged, and leaves no row without its file',
  async (t) => {
    const [s3, databaseUrl] = await Promise.all([startS3(t), createTestDatabase(t)])
    const env = environment(databaseUrl, t.testdir(), s3)
    const { blobs, rows, objects } = await inventoryOf(t, databaseUrl, s3)
    const [set] = await query<{ id: number }>(databaseUrl, 'insert into attachment_sets default values returning id')
    const setId = set?.id ?? 0
    const acknowledged = await Promise.all(['#f00', '#0f0'].map((colour) => pngOf(colour)))
    const [unsent, unheard] = [await pngOf('#00f'), await pngOf('#ff0')]
    const kept = acknowledged.map(keyOf).sort()

    const first = await startService(t, env)
    for (const bytes of acknowledged) t.equal((await uploadTo(first, setId, bytes)).status, 201)

    await t.test('while the file is on its way to the store', async (t) => {
      s3.decide = ({ method }) => (method === 'PUT' ? 'hold' : 'pass')
      const held = s3.met('hold')
      const answer = uploadTo(first, setId, unsent).catch(() => 'none')
      await held
      const open = await query(
        databaseUrl,
        `select 1 from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
      )
      t.same(open, [], 'no transaction is open meanwhile')
      await first.end('SIGKILL')
      t.equal(await answer, 'none', 'it was not acknowledged')
      t.same(await rows(), kept)
      t.same(await objects(), kept)
    })

    const second = await startService(t, env)
    await t.test('between the file and the commit', async (t) => {
      s3.decide = ({ method }) => (method === 'PUT' ? 'swallow' : 'pass')
      const swallowed = s3.met('swallow')
      const answer = uploadTo(second, setId, unheard).catch(() => 'none')
      await swallowed
      await second.end('SIGKILL')
      t.equal(await answer, 'none', 'it was not acknowledged')
      t.same(await rows(), kept)
      t.same(await objects(), [...kept, keyOf(unheard)].sort(), 'the file is an orphan')
    })

    s3.decide = () => 'pass'
    const third = await startService(t, env)
    for (const bytes of acknowledged) {
      const content = await fetch(`${third.url}/api/${keyOf(bytes)}`)
      t.ok(Buffer.from(await content.arrayBuffer()).equals(bytes), 'what was acknowledged is there')
    }
    t.equal((await uploadTo(third, setId, unsent)).status, 201, 'and the client may try again')

    await t.test('the sweep removes the orphan and nothing else, while the service runs', async (t) => {
      const { db, close } = await connectDatabase({
        databaseUrl,
        dataDir: t.testdir(),
        poolMax: 2,
        poolTimeoutSeconds: 5,
        ormOptions,
        onProgress() {},
      })
      t.teardown(close)
      const removed: string[] = []
      await sweepContents({
        db,
        blobs,
        referring: [LOGO_CONTENTS],
        minAgeMs: 0,
        remove: true,
        onOrphan: ({ key }) => removed.push(key),
      })
      t.same(removed, [keyOf(unheard)])
      const now = [...kept, keyOf(unsent)].sort()
      t.same(await rows(), now)
      t.same(await objects(), now)
    })
    t.equal(await third.end('SIGTERM'), 0)
  },
)

/** The most memory that a process has had so far, in MiB. */
async function peakMemory({ child }: ServiceProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

/** Uploads a PDF of so many bytes, without ever having them. */
async function uploadLarge({ url }: ServiceProcess, setId: number, size: number): Promise<number> {
  const { payload, headers } = formBody([
    { name: 'title', content: 'x' },
    { name: 'file', filename: 'x.pdf', content: '%PDF-1.4' },
  ])
  const end = payload.lastIndexOf('\r\n--')
  const chunk = Buffer.alloc(2 ** 20, '.')
  return new Promise((resolve, reject) => {
    const client = request(`${url}/api/attachment-sets/${setId}/attachments`, { method: 'POST', headers }, (answer) => {
      buffer(answer).then(() => resolve(answer.statusCode ?? 0), reject)
    })
    client.on('error', reject)
    const write = (left: number) => {
      if (left <= 0) client.end(payload.subarray(end))
      else client.write(chunk, () => write(left - chunk.length))
    }
    client.write(payload.subarray(0, end))
    write(size)
  })
}

t.test(
  'large uploads are never in memory, neither those that are stored nor those that are refused',
  { skip: process.platform !== 'linux' && 'needs /proc' },
  async (t) => {
    const databaseUrl = await createTestDatabase(t)
    const dataDir = t.testdir()
    const service = await startService(t, {
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      MAX_FILE_SIZE: String(60 * 2 ** 20),
    })
    const [set] = await query<{ id: number }>(databaseUrl, 'insert into attachment_sets default values returning id')
    const setId = set?.id ?? 0
    t.equal(await uploadLarge(service, setId, 2 ** 20), 201)
    const before = await peakMemory(service)
    t.equal(await uploadLarge(service, setId, 50 * 2 ** 20), 201)
    t.equal(await uploadLarge(service, setId, 150 * 2 ** 20), 409)
    const growth = (await peakMemory(service)) - before
    t.ok(growth < 120, `200 MiB were received with ${growth.toFixed(0)} MiB more`)
    t.same(await readdir(join(dataDir, 'temporary')), [])
  },
)
