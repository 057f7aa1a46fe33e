import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { nodeEnvironment, usePythonClient, useTypeScriptClients } from './clients/generators.ts'
import { pythonEnvironment } from './python-environment.ts'
import { runSchemathesis } from './schemathesis.ts'
import { type Role, startTestedService } from './service.ts'
import { UsedMemory } from './used-memory.ts'

const USAGE = `npm run contract-test -- [--minutes N] [--seed N] [--role reader|editor|admin] [--testing] [--no-rest]

Tests the service against its own OpenAPI document with Schemathesis, with sign-in on, as a reader, an editor and an admin.
  --minutes  time in all, 5 by default
  --seed     makes a run that found something happen again
  --role     only as this one
  --no-rest  without the two minutes after which the memory is compared
  --testing  a service with the routes of APP_ENV=testing`

/** Of the log; one fault can write many. */
const MOST_LINES = 10
const ROLES: readonly Role[] = ['reader', 'editor', 'admin']

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string' },
    role: { type: 'string' },
    testing: { type: 'boolean', default: false },
    'no-rest': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const minutes = Number(values.minutes)
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
const roles = values.role === undefined ? ROLES : ROLES.filter((role) => role === values.role)
if (values.help || !(minutes > 0) || !Number.isInteger(seed) || roles.length === 0) {
  console.error(USAGE)
  process.exit(values.help ? 0 : 2)
}

const python = await pythonEnvironment()
if (python.folder === null) {
  console.log(`The contract test is left out: no Python environment could be made (${python.reason}).`)
  process.exit(0)
}

/** Has three generators make a client of the document, and uses each for ten calls. @returns what went wrong. */
async function tryClients(pythonTools: string): Promise<string[]> {
  console.log('\nClients:')
  const generation = {
    folder: await mkdtemp(join(folder, 'clients-')),
    base: service.base,
    token: service.tokens.admin,
  }
  const document = await fetch(`${service.base}/api/docs/service.json`)
  await writeFile(join(generation.folder, 'service.json'), await document.text())
  const node = await nodeEnvironment()
  const tries: [string, Promise<void>][] = [['openapi-python-client', usePythonClient(pythonTools, generation)]]
  if (node.folder === null) console.log(`  those for TypeScript are left out (${node.reason})`)
  else tries.push(['openapi-typescript and hey-api', useTypeScriptClients(node.folder, generation)])
  const results = await Promise.allSettled(tries.map(([, work]) => work))
  return results.flatMap((result, index) => {
    const name = tries[index]?.[0]
    console.log(`  ${name}: ${result.status === 'fulfilled' ? 'works' : 'does not work'}`)
    return result.status === 'fulfilled' ? [] : [`client of ${name}: ${String(result.reason).slice(0, 3000)}`]
  })
}

const folder = await mkdtemp(join(tmpdir(), 'contract-test-'))
const service = await startTestedService(values.testing)
const delay = monitorEventLoopDelay({ resolution: 10 })
const memory = await UsedMemory.measure()
const failures: string[] = []
try {
  console.log(`Seed ${seed}; reports in ${folder}`)
  delay.enable()
  for (const role of roles) {
    console.log(`\nAs ${role}:`)
    const seconds = (minutes * 60) / roles.length
    const isFine = await runSchemathesis({
      bin: join(python.folder, 'bin'),
      base: service.base,
      role,
      token: service.tokens[role],
      seed,
      seconds,
      isTesting: values.testing,
      folder,
    })
    if (!isFine) failures.push(`as ${role}: Schemathesis found failures`)
  }
  delay.disable()
  if (!values['no-rest']) failures.push(...(await memory.compare()))
  failures.push(...(await tryClients(python.folder)))
  const logged = service.errors()
  for (const line of logged.slice(0, MOST_LINES)) failures.push(`logged: ${line.trim().slice(0, 500)}`)
  if (logged.length > MOST_LINES) failures.push(`logged: ${logged.length - MOST_LINES} more errors`)
} finally {
  await service.close()
}
console.log(`\nEvent loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms, the provider's work included`)
console.log(failures.length === 0 ? 'No failures.' : `Failures:\n${failures.map((line) => `  ${line}`).join('\n')}`)
process.exitCode = failures.length === 0 ? 0 : 1
