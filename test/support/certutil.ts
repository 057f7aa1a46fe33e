import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const CERTUTIL = '/usr/bin/certutil'

/** Why no authority can be installed for a browser here; false when one can. */
export function whyNoCertutil(): string | false {
  try {
    accessSync(CERTUTIL, constants.X_OK)
    return false
  } catch {
    return `there is no ${CERTUTIL}: install Debian's package libnss3-tools to run this test`
  }
}

/** Installs an authority for the browsers of a home folder, as a person does in the settings. */
export async function installAuthority(home: string, authorityFile: string): Promise<void> {
  const folder = join(home, '.pki', 'nssdb')
  await mkdir(folder, { recursive: true })
  const store = `sql:${folder}`
  await run(CERTUTIL, ['-d', store, '-N', '--empty-password'])
  await run(CERTUTIL, ['-d', store, '-A', '-t', 'C,,', '-n', 'inventory', '-i', authorityFile])
}
