import { int, json, statement, text } from '../../../plugins/database/statement.ts'
import type { ImportKind } from '../reading/kinds.ts'
import type { MappedColumn } from './mapping-schemas.ts'
import type { Options } from './options.ts'

const COLUMNS = `m.id, m.name, m.kind, m.columns, m.options, iso_utc(m.created_at) as created_at,
  iso_utc(m.updated_at) as updated_at`
const ROW = {
  id: int,
  name: text(),
  kind: text<ImportKind>(),
  columns: json<MappedColumn[]>(),
  options: json<Options>(),
  created_at: text(),
  updated_at: text(),
}

export const MAPPINGS = statement(`select ${COLUMNS} from import_mappings m order by m.name`, ROW)

export const MAPPING = statement(`select ${COLUMNS} from import_mappings m where m.id = $1`, ROW)

/** Adds a mapping: name `$1`, kind `$2`, columns `$3`, options `$4`. */
export const ADD_MAPPING = statement(
  'insert into import_mappings (name, kind, columns, options) values ($1, $2, $3, $4) returning id',
  { id: int },
)

/** Changes the mapping `$1`: name `$2`, kind `$3`, columns `$4`, options `$5`. */
export const CHANGE_MAPPING = statement(
  'update import_mappings set name = $2, kind = $3, columns = $4, options = $5 where id = $1 returning id',
  { id: int },
)

export const DELETE_MAPPING = statement('delete from import_mappings where id = $1 returning id', { id: int })
