import { int, text } from '../../../plugins/database/statement.ts'

/** Columns of types `t`, as they are answered. */
export const TYPE_COLUMNS = 't.id, t.name, iso_utc(t.created_at) as created_at, iso_utc(t.updated_at) as updated_at'
export const TYPE_ROW = { id: int, name: text(), created_at: text(), updated_at: text() }
