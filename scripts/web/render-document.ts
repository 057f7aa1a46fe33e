import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../../app.ts'

/** The document is rendered from the routes alone: nothing has to answer here. */
const NO_DATABASE = 'postgresql://nobody@127.0.0.1:9/none'

/** Renders the service's own OpenAPI document, without a database. */
export async function renderDocument(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'inventory-document-'))
  const instance = Fastify({ ...options, logger: false })
  await instance.register(fp(app), {
    settings: { databaseUrl: NO_DATABASE, migrateOnStart: false, webRoot: 'none', dataDir },
  })
  try {
    await instance.ready()
    return instance.openApi.service
  } finally {
    await instance.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
