import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { makeFolder } from '../../../plugins/make-folder.ts'
import { OneOf } from '../../schema-types.ts'
import type { AddressSettings } from './link-addresses.ts'
import type { PagesServed } from './without-pages.ts'

const FILE_NAME = 'listening.json'
const FILE_MODE = 0o600

const Listening = Type.Object({
  pid: Type.Integer(),
  baseurl: Type.String(),
  basePath: Type.String(),
  host: Type.String(),
  port: Type.Integer(),
  tlsCertFile: Type.Union([Type.String(), Type.Null()]),
  // A service of an earlier version does not say it.
  pages: Type.Optional(OneOf(['served', 'not built', 'none'])),
})

/** Where a service listens, and whether browsers find pages there. */
export interface ListeningService extends AddressSettings {
  pages?: PagesServed
}

/** Notes below the data folder where this process listens, so that the command line prints links that lead there. */
export async function noteListening(dataDir: string, service: ListeningService): Promise<void> {
  const { baseurl, basePath, host, port, tlsCertFile, pages } = service
  const noted = { pid: process.pid, baseurl, basePath, host, port, tlsCertFile, pages }
  await makeFolder(resolve(dataDir))
  await writeFile(join(dataDir, FILE_NAME), JSON.stringify(noted), { mode: FILE_MODE })
}

/** Removes the note of this process, unless another one has replaced it. */
export async function forgetListening(dataDir: string): Promise<void> {
  const noted = await read(dataDir)
  if (noted?.pid === process.pid) await rm(join(dataDir, FILE_NAME), { force: true })
}

/** Where the service listens that uses the data folder; null when none runs, or none has noted it. */
export async function readListening(dataDir: string): Promise<ListeningService | null> {
  const noted = await read(dataDir)
  return noted !== null && isRunning(noted.pid) ? noted : null
}

async function read(dataDir: string): Promise<(ListeningService & { pid: number }) | null> {
  const text = await readFile(join(dataDir, FILE_NAME), 'utf8').catch(() => '')
  try {
    const noted: unknown = JSON.parse(text)
    return Value.Check(Listening, noted) ? noted : null
  } catch {
    return null
  }
}

/** A process that was killed leaves its note. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process of another user is one all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
