import { hash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { StreamOwner } from './stream-registry.ts'

/** One client can use all 2^64 addresses of its IPv6 network, so the network stands for it. */
function clientAddress(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail = ''] = address.split('::', 2)
  const groups = head.split(':').filter(Boolean)
  const missing = address.includes('::') ? 8 - groups.length - tail.split(':').filter(Boolean).length : 0
  return [...groups, ...Array<string>(missing).fill('0'), ...tail.split(':')].slice(0, 4).join(':')
}

/**
 * The page that opens a stream, as a key. Pages choose their ids themselves, so the key is made of the id and the user:
 * with the id of another user's page nobody can end that page's stream.
 *
 * @param subject who opens the stream; null when that is not known. The address is used instead then.
 */
export function streamOwner(requestId: string, subject: string | null, address: string): StreamOwner {
  const client = subject === null ? `address ${clientAddress(address)}` : `subject ${subject}`
  // A hash, because subjects and ids have any length and the messages between replicas are short.
  return {
    key: hash('sha256', JSON.stringify([client, requestId]), 'base64url'),
    client,
    isAnonymous: subject === null,
  }
}
