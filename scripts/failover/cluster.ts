import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findFreePort } from '../../plugins/embedded-postgres/cluster.ts'
import { findServerAccount } from '../../plugins/embedded-postgres/server-account.ts'
import { PatroniNode } from './patroni-node.ts'
import { runProgram } from './program.ts'
import type { Programs } from './programs.ts'
import { proxyConfiguration } from './proxy-configuration.ts'
import { until } from './until.ts'

const DATABASE = 'inventory'

/** A member as Patroni tells of it. */
interface Member {
  name: string
  role: string
  state: string
}

/** Two PostgreSQL under Patroni, with HAProxy before them. */
export interface Cluster {
  /** The database of whichever leads, through the proxy. */
  url: string
  leader(): Promise<PatroniNode>
  /** Resolves when one leads, and the other one has everything that it answers for. */
  whole(): Promise<void>
  stop(): Promise<void>
}

async function membersOf(nodes: readonly PatroniNode[]): Promise<Member[]> {
  for (const { options } of nodes) {
    const answer = await fetch(`http://127.0.0.1:${options.restPort}/cluster`).catch(() => null)
    if (answer?.ok) return ((await answer.json()) as { members: Member[] }).members
  }
  return []
}

/** Starts everything in a folder of its own, on free ports. */
export async function startCluster(programs: Programs): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-failover-'))
  await chmod(folder, 0o755)
  const account = findServerAccount()
  const password = randomBytes(12).toString('hex')
  const ports: number[] = []
  while (ports.length < 7) {
    const port = await findFreePort()
    if (!ports.includes(port)) ports.push(port)
  }
  const [etcdPort = 0, peerPort = 0, proxyPort = 0, ...ofNodes] = ports
  const own = async (name: string) => {
    const path = join(folder, name)
    await mkdir(path, { mode: 0o700 })
    if (account !== null) await chown(path, account.uid, account.gid)
    return path
  }
  const address = (port: number) => `http://127.0.0.1:${port}`
  const etcd = runProgram(
    programs.etcd,
    [
      `--data-dir=${await own('etcd')}`,
      `--listen-client-urls=${address(etcdPort)}`,
      `--advertise-client-urls=${address(etcdPort)}`,
      `--listen-peer-urls=${address(peerPort)}`,
      `--initial-advertise-peer-urls=${address(peerPort)}`,
      `--initial-cluster=default=${address(peerPort)}`,
    ],
    { logFile: join(folder, 'etcd.log'), account },
  )
  const nodes: PatroniNode[] = []
  for (const [n, name] of ['a', 'b'].entries()) {
    const [postgresPort = 0, restPort = 0] = ofNodes.slice(2 * n)
    const options = { name, folder: await own(name), etcdPort, postgresPort, restPort, password, programs, account }
    nodes.push(new PatroniNode(options))
  }
  const proxyFile = join(folder, 'haproxy.cfg')
  await writeFile(
    proxyFile,
    proxyConfiguration(
      proxyPort,
      nodes.map(({ options }) => options),
    ),
  )
  const proxy = runProgram(programs.haproxy, ['-f', proxyFile], { logFile: join(folder, 'haproxy.log'), account: null })
  const stop = async () => {
    await Promise.all([proxy.kill(), ...nodes.map((node) => node.kill())])
    await etcd.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
  const leader = () =>
    until('a leader', async () => {
      const name = (await membersOf(nodes)).find(({ role, state }) => role === 'leader' && state === 'running')?.name
      return nodes.find((node) => node.options.name === name) ?? null
    })
  const whole = () =>
    until('a synchronous standby', async () => {
      const members = await membersOf(nodes)
      const isWhole =
        members.some(({ role }) => role === 'leader') && members.some(({ role }) => role === 'sync_standby')
      return isWhole ? undefined : null
    })
  try {
    for (const node of nodes) await node.start()
    await leader()
    const server = `postgresql://postgres:${password}@127.0.0.1:${proxyPort}`
    await until('a database', async () => {
      const client = new pg.Client({ connectionString: `${server}/postgres` })
      client.on('error', () => {})
      await client.connect()
      await client.query(`create database ${DATABASE}`).finally(() => client.end())
      return undefined
    })
    await whole()
    return { url: `${server}/${DATABASE}`, leader, whole, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
