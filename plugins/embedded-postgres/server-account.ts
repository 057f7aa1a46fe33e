import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { StartError } from '../start-error.ts'

/** The account that PostgreSQL runs as when the service itself runs as root. */
export interface ServerAccount {
  name: string
  uid: number
  gid: number
}

/**
 * PostgreSQL refuses to run as root. An account named `postgres` is taken when there is one, else `nobody`; no
 * account is ever created. Answers null when the service is an ordinary user: then the server is that user too.
 */
export function findServerAccount(): ServerAccount | null {
  if (process.getuid?.() !== 0) return null
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = accounts.find((fields) => fields[0] === wanted) ?? []
    if (name !== undefined && uid !== undefined && gid !== undefined)
      return { name, uid: Number(uid), gid: Number(gid) }
  }
  throw new StartError(
    'The embedded PostgreSQL cannot run as root and there is no account "postgres" or "nobody" to run it as',
  )
}

let setprivFound: boolean | undefined

function hasSetpriv(): boolean {
  if (setprivFound === undefined) {
    try {
      execFileSync('setpriv', ['--version'], { stdio: 'ignore' })
      setprivFound = true
    } catch {
      setprivFound = false
    }
  }
  return setprivFound
}

/** What to spawn so that `command` runs as the server's account. */
export interface AccountCommand {
  command: string
  args: string[]
  uid?: number
  gid?: number
}

/**
 * Wraps a command so that it runs as `account` (unchanged for null).
 *
 * Where `setpriv` exists (util-linux) the process keeps the right to pass through folders, so that a data folder
 * or a node_modules below a home of mode 0700 works; elsewhere the account itself must be able to reach both.
 */
export function asAccount(account: ServerAccount | null, command: string, args: string[]): AccountCommand {
  if (account === null) return { command, args }
  if (!hasSetpriv()) return { command, args, uid: account.uid, gid: account.gid }
  const capability = '+dac_read_search'
  return {
    command: 'setpriv',
    args: [
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      '--clear-groups',
      `--inh-caps=${capability}`,
      `--ambient-caps=${capability}`,
      command,
      ...args,
    ],
  }
}
