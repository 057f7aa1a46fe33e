import { BlockList, isIPv4, isIPv6 } from 'node:net'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/** Drops the part that an IPv4 address gets on a socket that takes both versions: `::ffff:10.0.0.5`. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

/** Whether a host, an address with or without brackets or a name, is this machine itself for whoever uses it. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  if (isIPv4(address)) return LOOPBACK.check(address, 'ipv4')
  return isIPv6(address) ? LOOPBACK.check(address, 'ipv6') : address.toLowerCase() === 'localhost'
}
