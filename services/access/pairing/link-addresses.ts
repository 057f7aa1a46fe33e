import { networkInterfaces } from 'node:os'
import type { Settings } from '../../../plugins/config/index.ts'
import { isLoopback } from '../../../plugins/config/loopback.ts'
import { UNSET_BASEURL } from '../../../plugins/config/unset-baseurl.ts'

const EVERY_ADDRESS = new Set(['0.0.0.0', '::', '[::]', ''])

export type AddressSettings = Pick<Settings, 'baseurl' | 'basePath' | 'host' | 'port' | 'tlsCertFile'>

/** Where a request has come to, as its client names it. */
export interface ReachedAddress {
  /** `http` or `https`. */
  protocol: string
  /** With the port. */
  host: string
}

/** The page that takes codes, below an address of the service. */
export function pairPage(address: string): string {
  return `${address}/pair`
}

/** The links to one code, by the addresses of the service. */
export function pairLinks(settings: AddressSettings, code: string): string[] {
  return linkAddresses(settings).map((address) => `${pairPage(address)}#${code}`)
}

function publicAddress({ baseurl, basePath }: Pick<AddressSettings, 'baseurl' | 'basePath'>): string {
  return `${new URL(baseurl).origin}${basePath}`
}

function inUrl(address: string): string {
  return address.includes(':') && !address.startsWith('[') ? `[${address}]` : address
}

/** Addresses of this machine in its networks, those of IPv4 first. A link-local one is of no use to a browser. */
function machineAddresses({ onlyIPv4 }: { onlyIPv4: boolean }): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  const reachable = all.filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
  const usable = reachable.filter(({ family }) => !onlyIPv4 || family === 'IPv4')
  return usable.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address)
}

/**
 * Where browsers reach the service: `BASEURL` when it is configured, else the addresses that it listens on.
 *
 * @returns origins, the one that a phone most likely reaches first.
 */
export function linkAddresses({ baseurl, basePath, host, port, tlsCertFile }: AddressSettings): string[] {
  if (baseurl !== UNSET_BASEURL) return [publicAddress({ baseurl, basePath })]
  const scheme = tlsCertFile === null ? 'http' : 'https'
  const hosts = EVERY_ADDRESS.has(host) ? machineAddresses({ onlyIPv4: host === '0.0.0.0' }) : [host]
  const reachable = hosts.length === 0 ? ['127.0.0.1'] : hosts
  const named = reachable.map((each) => (isLoopback(each) ? 'localhost' : inUrl(each)))
  return named.map((each) => `${scheme}://${each}:${port}`)
}

/**
 * Where another device reaches the service: where this one does, unless that name leads to nothing but its own machine.
 *
 * @param from where the device that invites has reached it.
 */
export function invitedAddress(settings: AddressSettings, from: ReachedAddress): string {
  if (settings.baseurl !== UNSET_BASEURL) return publicAddress(settings)
  const reached = URL.parse(`${from.protocol}://${from.host}`)
  const port = reached?.port ? Number(reached.port) : settings.port
  const [own = ''] = linkAddresses({ ...settings, port })
  return reached === null || isLoopback(reached.hostname) ? own : reached.origin
}
