import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import type { Settings } from '../plugins/config/index.ts'
import { hostsOfCertificate, writeCertificate } from '../plugins/tls/authority-files.ts'
import { UsageError } from './refusal.ts'

const HOST_NAME = /^(?=.{1,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i

/** Under which names and addresses this machine is reached. */
function ownHosts(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const usable = addresses.filter(({ address }) => !/^fe80:/i.test(address)).map(({ address }) => address)
  return [hostname(), 'localhost', ...usable]
}

/**
 * Makes a certificate for HTTPS, by an authority of this service's own. The same command renews it.
 *
 * @param hosts names and addresses for which it is; none for those of the certificate that is there, else of this machine.
 * @throws UsageError for what is neither.
 */
export async function makeCertificate(
  { baseurl, dataDir, port }: Pick<Settings, 'baseurl' | 'dataDir' | 'port'>,
  hosts: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const chosen = hosts.length > 0 ? hosts : ((await hostsOfCertificate(dataDir)) ?? ownHosts())
  const wanted = [...new Set(chosen)].map((host) => host.replace(/^\[(.*)\]$/, '$1'))
  const wrong = wanted.find((host) => isIP(host) === 0 && !HOST_NAME.test(host))
  if (wrong !== undefined) throw new UsageError(`--host takes a host name or an address, not "${wrong}"`)
  const { certFile, keyFile, authorityFile, isNewAuthority } = await writeCertificate(dataDir, wanted)
  say(`A certificate for ${wanted.join(', ')}. Set, and start the service again if it does not use them yet:`)
  say(`  TLS_CERT_FILE=${certFile}`)
  say(`  TLS_KEY_FILE=${keyFile}`)
  const { protocol, hostname: publicHost } = new URL(baseurl)
  if (protocol === 'https:' && !wanted.includes(publicHost.replace(/^\[(.*)\]$/, '$1'))) {
    say(`BASEURL has the host ${publicHost}, for which it is not: name it with --host, or browsers refuse it there.`)
  }
  if (isNewAuthority) {
    say(`Its authority is new: install ${authorityFile} on each phone and computer.`)
    say(`They find it at https://${wanted[0]}:${port}/ca.crt as well; docs/sign-in.md says how.`)
  }
}
