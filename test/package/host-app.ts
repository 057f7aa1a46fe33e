import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Teardown } from '../support/test-database.ts'

/** How a project that installs the package may have its compiler look for modules. */
const MODULE_SETTINGS = {
  node: ['--module', 'nodenext'],
  bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
}

/** Several threads of the compiler check much of the same: one takes half of their processor time, and others want the rest. */
const ONE_THREAD = '--singleThreaded'

const STRICT = [ONE_THREAD, '--noEmit', '--strict', '--target', 'es2024', '--skipLibCheck', 'false', '--types', 'node']

/** Runs a program. @returns its standard output. @throws Error with its output when it fails. */
function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}): string {
  // tap's own runner has every process that is started load its hooks, which the compiler cannot stand.
  return execFileSync('sh', ['-c', 'unset NODE_OPTIONS; exec "$@"', 'sh', command, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
}

/** Compiles both packages. Their types have been checked with all others (`npm run check`), which takes twice as long as the rest. */
export function buildPackages(): void {
  run(process.execPath, ['scripts/build.ts', ONE_THREAD, '--noCheck'], process.cwd())
}

/** Packs the package of a folder into another folder. @returns the path of the tarball. */
export function pack(folder: string, target: string): string {
  const place = mkdtempSync(join(target, 'packed-'))
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', place], join(process.cwd(), folder))
  const [name = ''] = readdirSync(place)
  return join(place, name)
}

/** A project of somebody else, outside the checkout, so that nothing is found in its `node_modules`. */
export class HostApp {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  install(...packages: string[]): void {
    const quietly = ['--silent', '--prefer-offline', '--no-audit', '--no-fund', '--save-exact']
    run('npm', ['install', ...quietly, ...packages], this.folder)
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text)
  }

  /** Runs a program of the project. @returns what the last line of its output says as JSON. */
  node(file: string, env: Record<string, string> = {}): unknown {
    const lines = run(process.execPath, [file], this.folder, env).trim().split('\n')
    return JSON.parse(lines.at(-1) ?? '')
  }

  /** Runs a command that an installed package brings. */
  command(name: string, args: string[], env: Record<string, string> = {}): string {
    return run(join(this.folder, 'node_modules/.bin', name), args, this.folder, env)
  }

  /**
   * Checks the types of files strictly, those of all declarations as well.
   *
   * @param resolution how modules are looked for.
   * @throws Error that says what is wrong.
   */
  checkTypes(resolution: keyof typeof MODULE_SETTINGS, ...files: string[]): void {
    const tsc = join(process.cwd(), 'node_modules/.bin/tsc')
    run(tsc, [...STRICT, ...MODULE_SETTINGS[resolution], ...files], this.folder)
  }

  /** Paths of the files of an installed package, relative to it. */
  filesOf(name: string): string[] {
    return readdirSync(join(this.folder, 'node_modules', name), { recursive: true, encoding: 'utf8' })
  }

  /** Mebibytes of all that is installed. */
  get installedSize(): number {
    const kibibytes = run('du', ['-sk', 'node_modules'], this.folder)
    return Number.parseInt(kibibytes, 10) / 1024
  }
}

/** Makes an empty project, removed when the test ends. */
export async function createHostApp(t: Teardown): Promise<HostApp> {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-package-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const host = new HostApp(folder)
  host.write('package.json', JSON.stringify({ name: 'host', private: true, type: 'module' }))
  return host
}
