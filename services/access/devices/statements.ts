import { int, nullable, statement, text } from '../../../plugins/database/statement.ts'

const DEVICE = {
  id: int,
  person_id: int,
  person_name: text(),
  name: text(),
  user_agent: nullable(text()),
  paired_at: text(),
  last_seen_at: text(),
  last_address: nullable(text()),
}
const DEVICES = `
  select d.id, d.person_id, p.name as person_name, d.name, d.user_agent, iso_utc(d.paired_at) as paired_at,
         iso_utc(d.last_seen_at) as last_seen_at, d.last_address
    from devices d join people p on p.id = d.person_id
   where d.revoked_at is null`

/** The devices that are still paired, of the person `$1` or of everybody if that is null; the one used last first. */
export const DEVICES_OF = statement(
  `${DEVICES} and ($1::int is null or d.person_id = $1) order by d.last_seen_at desc, d.id desc`,
  DEVICE,
)

/** The device with the id `$1`, while it is paired. */
export const DEVICE_BY_ID = statement(`${DEVICES} and d.id = $1`, DEVICE)

/** Adds a device of the person `$1`: name `$2`, hash of its secret `$3`, browser `$4`, address `$5`. */
export const ADD_DEVICE = statement(
  `insert into devices (person_id, name, secret_hash, user_agent, last_address) values ($1, $2, $3, $4, $5)
   returning id`,
  { id: int },
)

/** Names the device `$1` `$2`. */
export const RENAME_DEVICE = statement('update devices set name = $2 where id = $1', {})

/** Ends the device `$1`. */
export const REVOKE_DEVICE = statement(
  'update devices set revoked_at = now() where id = $1 and revoked_at is null returning person_id',
  { person_id: int },
)

/** Ends the devices whose secrets have the hashes `$1`, save the device `$2`. */
export const REVOKE_REPLACED = statement(
  `update devices set revoked_at = now() where secret_hash = any ($1::bytea[]) and id <> $2 and revoked_at is null
   returning id, person_id`,
  { id: int, person_id: int },
)

/** The devices that are paired with somebody who is active. */
export const COUNT_DEVICES = statement(
  `select count(*)::int as count from devices d join people p on p.id = d.person_id
    where d.revoked_at is null and p.deactivated_at is null and d.last_seen_at > now() - make_interval(days => $1)`,
  { count: int },
)
