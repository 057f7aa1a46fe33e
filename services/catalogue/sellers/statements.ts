import { changedByValue, changedInRows } from '../../../plugins/database/change.ts'
import { bigint, int, nullable, statement, text } from '../../../plugins/database/statement.ts'

const LIST_COLUMNS = 's.id, s.name, s.website, s.logo_s3_key'
const LIST_ROW = { id: int, name: text(), website: text(), logo_s3_key: nullable(text()) }
const COLUMNS = `${LIST_COLUMNS}, iso_utc(s.created_at) as created_at, iso_utc(s.updated_at) as updated_at`
const ROW = { ...LIST_ROW, created_at: text(), updated_at: text() }

/** All sellers by name. */
export const ALL_SELLERS = statement(`select ${LIST_COLUMNS} from sellers s order by s.name, s.id`, LIST_ROW)

/** The seller `$1`. */
export const SELLER = statement(`select ${COLUMNS}, s.version from sellers s where s.id = $1`, {
  ...ROW,
  version: bigint,
})

/** The seller named `$1` in any case: one with the same case comes first, then the oldest. */
export const SELLER_BY_NAME = statement(
  `select ${COLUMNS} from sellers s where lower(s.name) = lower($1) order by s.name = $1 desc, s.id limit 1`,
  ROW,
)

/** Adds a seller with the name `$1` and the website `$2`. It answers no row when the name is taken. */
export const ADD_SELLER = statement(
  'insert into sellers (name, website) values ($1, $2) on conflict (name) do nothing returning id',
  { id: int },
  changedInRows('seller', 'id'),
)

/** Those of the contents `$1` that are the logo of a seller. */
export const LOGO_CONTENTS = statement(
  'select distinct logo_s3_key as key from sellers where logo_s3_key = any ($1::text[])',
  {
    key: nullable(text()),
  },
)

/** Stores the key `$2` of the logo of the seller `$1`. */
export const SET_LOGO = statement(
  'update sellers set logo_s3_key = $2 where id = $1 returning id',
  { id: int },
  changedInRows('seller', 'id'),
)

/** Removes the logo of the seller `$1`, if there is one. */
export const REMOVE_LOGO = statement(
  'update sellers set logo_s3_key = null where id = $1 and logo_s3_key is not null returning id',
  { id: int },
  changedInRows('seller', 'id'),
)

/** Locks the seller `$1` against deletion. */
export const KEEP_SELLER = statement('select from sellers where id = $1 for key share', {})

/** Locks the seller `$1`; no row that refers to it can be added meanwhile. */
export const LOCK_SELLER = statement('select version from sellers where id = $1 for update', { version: bigint })

/** Locks the seller `$1` against changes of its fields; rows that refer to it may still be added. */
export const LOCK_SELLER_FIELDS = statement('select version from sellers where id = $1 for no key update', {
  version: bigint,
})

/** Answers a row when a part has a link to the seller `$1`. */
export const LINK_TO_SELLER = statement('select from part_sellers where seller_id = $1 limit 1', {})

export const DELETE_SELLER = statement('delete from sellers where id = $1', {}, changedByValue('seller', 1))
