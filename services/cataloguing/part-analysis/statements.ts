import { bytes, statement, text } from '../../../plugins/database/statement.ts'

/** Those of the keys `$1` that parts have. */
export const KNOWN_KEYS = statement('select key from parts where key = any ($1::text[])', { key: text() })

/** Stores the picture `$1` of the task `$2`, of the content type `$3`, with the bytes `$4`. */
export const ADD_PICTURE = statement(
  'insert into analysis_pictures (id, task_id, content_type, bytes) values ($1, $2, $3, $4)',
  {},
)

/** The picture `$1`. */
export const PICTURE_BY_ID = statement('select content_type, bytes from analysis_pictures where id = $1', {
  content_type: text(),
  bytes,
})

/** Deletes the picture `$1`. */
export const DELETE_PICTURE = statement('delete from analysis_pictures where id = $1', {})
