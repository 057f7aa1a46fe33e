import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js'

const { isValid, parse } = ipaddr

/** Global unicast addresses; IANA has assigned no others (https://www.iana.org/assignments/ipv6-address-space). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')
/** For documentation only (RFC 9637). */
const DOCUMENTATION = ipaddr.IPv6.parseCIDR('3fff::/20')
/** Protocol assignments, tunnels among them (RFC 2928). */
const PROTOCOL_ASSIGNMENTS = ipaddr.IPv6.parseCIDR('2001::/23')
/** NAT64 (RFC 6052) and 6to4 (RFC 3056) carry an IPv4 address, at this byte. */
const CARRIERS: readonly { prefix: [IPv6, number]; at: number }[] = [
  { prefix: ipaddr.IPv6.parseCIDR('64:ff9b::/96'), at: 12 },
  { prefix: ipaddr.IPv6.parseCIDR('2002::/16'), at: 2 },
]

/** ISATAP (RFC 5214, section 6.1): an IPv4 address within a site, in the second half of an IPv6 address of any network. */
function isIsatap(address: IPv6): boolean {
  const [first = 0, ...next] = address.toByteArray().slice(8, 12)
  return (first & 0xfc) === 0 && next.join() === '0,94,254'
}

function isPublicV4(address: IPv4): boolean {
  return address.range() === 'unicast'
}

function isPublicV6(address: IPv6): boolean {
  if (address.isIPv4MappedAddress()) return isPublicV4(address.toIPv4Address())
  const carrier = CARRIERS.find(({ prefix }) => address.match(prefix))
  if (carrier) return isPublicV4(new ipaddr.IPv4(address.toByteArray().slice(carrier.at, carrier.at + 4)))
  return (
    address.range() === 'unicast' &&
    !isIsatap(address) &&
    address.match(GLOBAL_UNICAST) &&
    !address.match(DOCUMENTATION) &&
    !address.match(PROTOCOL_ASSIGNMENTS)
  )
}

/** Whether an IP address is a public one, in every form in which it can be written. */
export function isPublicAddress(text: string): boolean {
  if (!isValid(text)) return false
  const address = parse(text)
  return address instanceof ipaddr.IPv4 ? isPublicV4(address) : isPublicV6(address)
}

/** Whether an IP address is one of this machine. */
export function isLoopbackAddress(text: string): boolean {
  if (!isValid(text)) return false
  const address = parse(text)
  const plain = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address
  return plain.range() === 'loopback'
}
