import { bool, nothing, statement } from '../database/statement.ts'

/** Channel on which replicas tell each other what was changed. */
export const CHANGES_CHANNEL = 'live_changes'

/** First key of the two-part advisory lock of the one replica that tells the gateway. */
const GATEWAY_TELLER_LOCK = 0x1ec4a

/** Announces the message `$1` to all replicas. */
export const ANNOUNCE_CHANGES = statement(`select pg_notify(own_channel('${CHANGES_CHANNEL}'), $1) as announced`, {
  announced: nothing,
})

/** Takes the lock of the replica that tells the gateway, for as long as the connection is open. */
export const BECOME_TELLER = statement(
  `select pg_try_advisory_lock(${GATEWAY_TELLER_LOCK}, hashtext(current_schema())) as taken`,
  { taken: bool },
)
