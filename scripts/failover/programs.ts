import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where Debian has the programs of each version of PostgreSQL. */
const POSTGRES_FOLDER = '/usr/lib/postgresql'

/** The programs that the trial needs, by their paths. */
export interface Programs {
  patroni: string
  etcd: string
  haproxy: string
  /** Folder with `postgres`, `pg_basebackup` and `pg_rewind`. */
  postgres: string
}

function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

function findPostgres(): string | undefined {
  if (!existsSync(POSTGRES_FOLDER)) return undefined
  const versions = readdirSync(POSTGRES_FOLDER).sort((a, b) => Number(b) - Number(a))
  return versions
    .map((version) => join(POSTGRES_FOLDER, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'pg_basebackup')))
}

/** @returns the names of the Debian packages that are missing, where some are. */
export function findPrograms(): Programs | string[] {
  const found = {
    patroni: findProgram('patroni'),
    'etcd-server': findProgram('etcd'),
    haproxy: findProgram('haproxy'),
    postgresql: findPostgres(),
  }
  const { patroni, 'etcd-server': etcd, haproxy, postgresql: postgres } = found
  if (patroni && etcd && haproxy && postgres) return { patroni, etcd, haproxy, postgres }
  return Object.entries(found).flatMap(([name, path]) => (path === undefined ? [name] : []))
}
