import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'

const FOLDER = join(import.meta.dirname, '../api/generated')

/** Writes the types of every request and answer of the API, from its OpenAPI document; the file is not kept. */
export async function writeApiTypes(document: string): Promise<void> {
  const types = astToString(await openapiTypescript(document, { alphabetize: true, defaultNonNullable: false }))
  mkdirSync(FOLDER, { recursive: true })
  // Another process may read or write them now.
  const file = join(FOLDER, 'service.ts')
  const own = `${file}.${process.pid}`
  writeFileSync(own, types)
  renameSync(own, file)
}
