import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { type Instruction, readContainerfile } from './containerfile.ts'
import { followImports } from './imports.ts'

const FOLDER = 'ops/container'
const instructions = readContainerfile(`${FOLDER}/Containerfile`)
const textsOf = (keyword: string) => instructions.filter((each) => each.keyword === keyword).map(({ text }) => text)
const {
  dependencies,
  peerDependencies,
  devDependencies,
}: { dependencies: object; peerDependencies: object; devDependencies: Record<string, string> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
)
const ENTRIES = ['app.ts', 'scripts/serve.ts', 'cli/main.ts', `${FOLDER}/drain.ts`, `${FOLDER}/healthcheck.ts`]

/** What instructions copy from the repository. */
function copiedBy(list: readonly Instruction[]): string[] {
  const texts = list.filter(({ keyword, text }) => keyword === 'COPY' && !text.startsWith('--from'))
  return [...new Set(texts.flatMap(({ text }) => text.split(/\s+/).slice(0, -1)))]
}

/** The stage whose folder becomes that of the image. */
const build = instructions.slice(instructions.findIndex(({ text }) => text.endsWith(' AS build')))
const sources = copiedBy(build)
const covers = (path: string) => sources.some((source) => path === source || path.startsWith(`${source}/`))

t.test('the image is the Node of the project, unprivileged, and says how it is', async (t) => {
  const major = devDependencies.node?.split('.')[0]
  for (const image of textsOf('FROM')) t.match(image, new RegExp(`^docker.io/library/node:${major}-slim`))
  t.match(textsOf('USER'), [/^[1-9]\d*:[1-9]\d*$/])
  t.equal(textsOf('STOPSIGNAL')[0], 'SIGTERM')
  t.ok(
    instructions.findIndex(({ keyword }) => keyword === 'USER') >
      instructions.findIndex(({ text }) => /install --directory/.test(text)),
  )
  for (const command of textsOf('RUN')) t.notMatch(command, /curl|wget|latest|sudo/)
  t.equal(textsOf('ADD').length, 0)
  t.notMatch(textsOf('ENV').join(' '), /SECRET|PASSWORD|KEY|TOKEN|DATABASE_URL/)
})

t.test('what is started is in the image, as the command is written', async (t) => {
  for (const text of [...textsOf('CMD'), ...textsOf('HEALTHCHECK').map((check) => check.replace(/^.*CMD /, ''))]) {
    const command: string[] = JSON.parse(text)
    t.equal(command[0], 'node', 'no shell stands between the signal and the process')
    const script = command.at(-1) ?? ''
    t.ok(existsSync(script) && covers(script), script)
  }
})

t.test('every module that runs is copied, and needs what production installs alone', async (t) => {
  for (const source of sources) t.ok(existsSync(source), `${source} exists`)
  const { modules, packages } = followImports(ENTRIES)
  t.ok(modules.size > 200)
  t.same(
    [...modules].filter((module) => !covers(module)),
    [],
  )
  t.same(
    [...packages].filter((name) => !(name in dependencies || name in peerDependencies)),
    [],
  )
})

t.test('the build sees what it copies and nothing else', async (t) => {
  const [first, ...rest] = readFileSync(`${FOLDER}/Containerfile.dockerignore`, 'utf8').trim().split('\n')
  t.equal(first, '**')
  const seen = rest.filter((line) => line.startsWith('!') && !line.includes('*')).map((line) => line.slice(1))
  t.same(
    seen.sort(),
    copiedBy(instructions)
      .filter((source) => !source.startsWith(FOLDER))
      .sort(),
  )
  t.ok(rest.includes(`!${FOLDER}/*.ts`))
})
