import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import { renderDrawing } from '../services/sample-data/drawings/drawing.ts'
import { compareTimes } from './compare-times.ts'
import type { BenchServer } from './inventory-database.ts'
import { atLeast, atMost, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import { compareThroughput } from './throughput.ts'

const LEAST_RATIO = 0.5
const MOST_UPLOAD_RATIO = 10
const CONNECTIONS = 20
const THUMBNAIL_SIZE = 300

const UPLOADS = 10
const UPLOAD_BYTES = 16 * 2 ** 20
const MEBIBYTE = 2 ** 20

async function listen(instance: FastifyInstance): Promise<string> {
  return instance.listen({ host: '127.0.0.1', port: 0 })
}

/** Uploads a file over HTTP. @returns where its content is served, without a query. */
async function upload(base: string, bytes: Buffer, filename: string): Promise<string> {
  const form = new FormData()
  form.set('title', filename)
  form.set('file', new Blob([new Uint8Array(bytes)]), filename)
  const response = await fetch(`${base}/api/attachment-sets/1/attachments`, { method: 'POST', body: form })
  if (response.status !== 201) throw new Error(`an upload was answered with ${response.status}`)
  const attachment: unknown = await response.json()
  if (typeof attachment !== 'object' || attachment === null || !('attachment_url' in attachment)) {
    throw new Error('an upload has no address')
  }
  return String(attachment.attachment_url).replace(/\?.*$/, '')
}

/** A cached thumbnail against the same file from `@fastify/static`. */
async function measureThumbnails(base: string, dataDir: string): Promise<BenchResult> {
  const content = await upload(base, await renderDrawing({ shape: 'board', colour: '#14532d' }), 'board.png')
  const path = `${content}?thumbnail=${THUMBNAIL_SIZE}`
  const thumbnail = Buffer.from(await (await fetch(base + path)).arrayBuffer())

  const floor = Fastify({ logger: false })
  await floor.register(fastifyStatic, { root: join(dataDir, 'thumbnails'), maxAge: '1y', immutable: true })
  const floorBase = await listen(floor)
  const name = `/${content.split('/').at(-1)}_${THUMBNAIL_SIZE}.jpg`
  try {
    const same = Buffer.from(await (await fetch(floorBase + name)).arrayBuffer())
    if (!same.equals(thumbnail)) throw new Error('the two do not serve the same bytes')
    const load = { connections: CONNECTIONS, requests: [{ method: 'GET' as const }] }
    const comparison = await compareThroughput(base + path, floorBase + name, load)
    return atLeast(`a cached thumbnail of ${thumbnail.length} bytes`, comparison, LEAST_RATIO, '× @fastify/static')
  } finally {
    await floor.close()
  }
}

/** Writes bytes so that they survive a power cut, as an upload does. */
async function writeSafely(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w')
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
}

/** Uploads, which are hashed, spooled and stored, against writing the same bytes into a file. */
async function measureUploads(base: string, dataDir: string): Promise<BenchResult> {
  const content = () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(UPLOAD_BYTES)])
  const comparison = await compareTimes(
    (round) => upload(base, content(), `${round}.pdf`),
    (round) => writeSafely(join(dataDir, `${round}.pdf`), content()),
    UPLOADS,
  )
  const speed = UPLOAD_BYTES / MEBIBYTE / (comparison.ms / 1000)
  const name = `uploads of ${UPLOAD_BYTES / MEBIBYTE} MiB, ${speed.toFixed(0)} MiB/s`
  return atMost(name, comparison, MOST_UPLOAD_RATIO, '× a file written')
}

/** What serving and storing documents costs. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'inventory-bench-files-'))
  try {
    const databaseUrl = await server.createInventory(1)
    const instance = Fastify({ ...options, logger: false })
    await instance.register(fp(app), { settings: { databaseUrl, dataDir, metricsUpdateInterval: 3600 } })
    const base = await listen(instance)
    try {
      return [await measureThumbnails(base, dataDir), await measureUploads(base, dataDir)]
    } finally {
      await instance.close()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) await runAlone(run)
