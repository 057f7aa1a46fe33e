import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { CERTIFICATE_DAYS, type CertificateAndKey, makeAuthority, signServer } from './authority.ts'
import { tlsPaths } from './tls-paths.ts'

const DAY_MS = 86_400_000
const FOLDER_MODE = 0o700
const KEY_MODE = 0o600
const CERTIFICATE_MODE = 0o644

/** Replaces a file at once: who reads it meanwhile gets the old or the new one. */
async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, text, { mode })
  await rename(draft, path)
}

/** The authority, unless it ends before a certificate of today would. */
async function readAuthority(certFile: string, keyFile: string): Promise<CertificateAndKey | null> {
  try {
    const [cert, key] = await Promise.all([readFile(certFile, 'utf8'), readFile(keyFile, 'utf8')])
    const end = new X509Certificate(cert).validToDate.getTime()
    return end < Date.now() + CERTIFICATE_DAYS * DAY_MS ? null : { cert, key }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** For which names and addresses the certificate below the data folder is; null when there is none. */
export async function hostsOfCertificate(dataDir: string): Promise<string[] | null> {
  try {
    const { subjectAltName = '' } = new X509Certificate(await readFile(tlsPaths(dataDir).cert))
    const hosts = [...subjectAltName.matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].flatMap(([, host]) => host ?? [])
    return hosts.length === 0 ? null : hosts
  } catch {
    // What cannot be read is replaced.
    return null
  }
}

export interface MadeCertificate {
  certFile: string
  keyFile: string
  authorityFile: string
  /** Whether the authority is new, so that phones have to install it. */
  isNewAuthority: boolean
}

/**
 * Makes a certificate below the data folder, and the authority first when there is none.
 *
 * @param hosts host names and addresses under which browsers reach the service.
 */
export async function writeCertificate(dataDir: string, hosts: readonly string[]): Promise<MadeCertificate> {
  const { folder, authorityCert, authorityKey, cert, key } = tlsPaths(dataDir)
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE })
  const known = await readAuthority(authorityCert, authorityKey)
  const authority = known ?? (await makeAuthority(`Electronics inventory on ${hostname()}`))
  if (known === null) {
    await replaceFile(authorityKey, authority.key, KEY_MODE)
    await replaceFile(authorityCert, authority.cert, CERTIFICATE_MODE)
  }
  const server = await signServer(authority, hosts)
  await replaceFile(key, server.key, KEY_MODE)
  await replaceFile(cert, server.cert, CERTIFICATE_MODE)
  return { certFile: cert, keyFile: key, authorityFile: authorityCert, isNewAuthority: known === null }
}
