import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import Fastify from 'fastify'
import fp from 'fastify-plugin'
import type { OpenApiDocument } from '../plugins/openapi/document.ts'
import { compareDocuments } from './contract/compare.ts'

const USAGE = `npm run contract -- FILE [--document FILE_OR_URL] [--all]

Compares the OpenAPI document for the web front end with the one in FILE and lists the differences.
  --document  an already rendered document instead of that of the app
  --all       operations that are not built yet count as differences`

async function renderDocument(): Promise<string> {
  const { default: app, options } = await import('../app.ts')
  const instance = Fastify({ ...options, logger: false })
  await instance.register(fp(app), {})
  try {
    await instance.ready()
    const { body } = await instance.inject('/api/docs/openapi.json')
    return body
  } finally {
    await instance.close()
  }
}

async function read(source: string): Promise<string> {
  if (!/^https?:/.test(source)) return readFile(source, 'utf8')
  const answer = await fetch(source)
  if (!answer.ok) throw new Error(`${source} answered ${answer.status}`)
  return answer.text()
}

function list(title: string, lines: string[]): void {
  if (lines.length > 0) console.log(`${title} (${lines.length}):\n${lines.map((line) => `  ${line}`).join('\n')}`)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { document: { type: 'string' }, all: { type: 'boolean', default: false } },
})
const [file] = positionals
if (file === undefined) {
  console.error(USAGE)
  process.exit(2)
}

const expected: OpenApiDocument = JSON.parse(await readFile(file, 'utf8'))
const actual: OpenApiDocument = JSON.parse(await (values.document ? read(values.document) : renderDocument()))
const { differences, missing, additional } = compareDocuments(expected, actual)
list('Additional', additional)
list('Not built yet', missing)
list('Differences', differences)
const failed = differences.length > 0 || (values.all && missing.length > 0)
console.log(failed ? 'The documents differ.' : 'No differences.')
process.exitCode = failed ? 1 : 0
