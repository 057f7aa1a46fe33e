import { execFile } from 'node:child_process'
import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { cachedFolder, type Tools } from '../cached-folder.ts'

const run = promisify(execFile)

/** Not part of the service: they are needed here alone, and one of them wants an older compiler. */
const PACKAGES = [
  'openapi-typescript@7.13.0',
  'openapi-fetch@0.17.0',
  '@hey-api/openapi-ts@0.99.0',
  'typescript@5.9.3',
  '@types/node@24.19.2',
]

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    skipLibCheck: false,
    outDir: 'built',
    rootDir: '.',
    types: ['node'],
  },
  include: ['openapi-typescript', 'hey-api'],
}

const HEY_API = {
  input: 'service.json',
  output: { path: 'hey-api', module: { extension: '.js' } },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
}

export interface Generation {
  /** Folder of `service.json`; the clients are made in it. */
  folder: string
  base: string
  token: string
}

/** The generators that are written in TypeScript. */
export async function nodeEnvironment(): Promise<Tools> {
  return cachedFolder('node', PACKAGES.join('\n'), async (folder) => {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
    await run('npm', ['install', '--silent', '--no-audit', '--no-fund', ...PACKAGES], { cwd: folder })
  })
}

function template(name: string): string {
  return new URL(name, import.meta.url).pathname
}

function environment({ base, token }: Generation): NodeJS.ProcessEnv {
  return { ...process.env, BASE_URL: base, TOKEN: token }
}

/** Generates, compiles and uses the clients of two generators for TypeScript. @throws Error with what went wrong. */
export async function useTypeScriptClients(tools: string, generation: Generation): Promise<void> {
  const { folder } = generation
  const bin = (name: string) => join(tools, 'node_modules/.bin', name)
  const at = { cwd: folder, env: environment(generation) }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG))
  await run('ln', ['-sfn', join(tools, 'node_modules'), join(folder, 'node_modules')])
  await mkdir(join(folder, 'openapi-typescript'))
  await run(bin('openapi-typescript'), ['service.json', '-o', 'openapi-typescript/schema.ts'], at)
  await writeFile(join(folder, 'hey-api.config.mjs'), `export default ${JSON.stringify(HEY_API)}`)
  await run(bin('openapi-ts'), ['-f', 'hey-api.config.mjs'], at)
  for (const name of ['openapi-typescript', 'hey-api']) {
    await copyFile(template(`${name}.ts.txt`), join(folder, name, 'calls.ts'))
  }
  await run(bin('tsc'), ['-p', '.'], at).catch((error: { stdout?: string }) => {
    throw new Error(`the clients do not compile:\n${error.stdout?.slice(0, 3000)}`)
  })
  for (const name of ['openapi-typescript', 'hey-api']) await run(process.execPath, [`built/${name}/calls.js`], at)
}

/** Generates and uses the client of a generator for Python. @throws Error with what went wrong. */
export async function usePythonClient(tools: string, generation: Generation): Promise<void> {
  const { folder } = generation
  const bin = join(tools, 'bin')
  const env = { ...environment(generation), PATH: `${bin}${delimiter}${process.env.PATH}` }
  const at = { cwd: folder, env }
  await run(join(bin, 'openapi-python-client'), ['generate', '--path', 'service.json', '--output-path', 'made'], at)
  await rename(join(folder, 'made'), join(folder, 'openapi-python-client'))
  await run(join(bin, 'python'), [template('openapi-python-client.py'), 'openapi-python-client'], at)
}
