import { hash } from 'node:crypto'
import { clientNetwork } from '../client-network.ts'
import type { StreamOwner } from './stream-registry.ts'

/**
 * The page that opens a stream, as a key. Pages choose their ids themselves, so the key is made of the id and the user:
 * with the id of another user's page nobody can end that page's stream.
 *
 * @param subject who opens the stream; null when that is not known. The address is used instead then.
 */
export function streamOwner(requestId: string, subject: string | null, address: string): StreamOwner {
  const client = subject === null ? `address ${clientNetwork(address)}` : `subject ${subject}`
  // A hash, because subjects and ids have any length and the messages between replicas are short.
  return {
    key: hash('sha256', JSON.stringify([client, requestId]), 'base64url'),
    client,
    isAnonymous: subject === null,
  }
}
