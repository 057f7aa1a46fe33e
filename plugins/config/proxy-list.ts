import { BlockList, isIP, isIPv6 } from 'node:net'

/** What stands for several ranges in a list of proxies. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', 'fc00::/7', 'fe80::/10'],
}

/** Adds an address or a range such as `10.0.0.0/8`. @returns false when it is neither. */
function add(list: BlockList, entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/')
  const longest = isIPv6(address) ? 128 : 32
  const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
  if (isIP(address) === 0 || rest.length > 0 || !(prefix <= longest)) return false
  list.addSubnet(address, prefix, isIPv6(address) ? 'ipv6' : 'ipv4')
  return true
}

/**
 * Reads a list of addresses, ranges, and the words `loopback` and `private`.
 *
 * @returns the ranges, and the entries that are none of that.
 */
export function readProxyList(entries: readonly string[]): { list: BlockList; wrong: string[] } {
  const list = new BlockList()
  const wrong = entries.filter((entry) => !(NAMED[entry] ?? [entry]).every((range) => add(list, range)))
  return { list, wrong }
}
