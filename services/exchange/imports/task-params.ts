import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Author, NOBODY } from '../../stock/operations/operation.ts'

const Params = Type.Object({
  import_id: Type.Integer(),
  rows: Type.Optional(Type.Union([Type.Literal('all'), Type.Literal('good')])),
  author: Type.Optional(
    Type.Object({ subject: Type.Union([Type.String(), Type.Null()]), name: Type.Union([Type.String(), Type.Null()]) }),
  ),
  note: Type.Optional(Type.Union([Type.String(), Type.Null()])),
})

/** The import that a task works on. @throws Error for parameters of something else. */
export function importIdOf(params: Record<string, unknown>): number {
  return parsed(params).import_id
}

/** Which rows are written, by whom, and their note. */
export function commitOf(params: Record<string, unknown>): {
  rows: 'all' | 'good'
  author: Author
  note: string | null
} {
  const { rows = 'all', author = NOBODY, note = null } = parsed(params)
  return { rows, author, note }
}

function parsed(params: Record<string, unknown>) {
  if (!Value.Check(Params, params)) throw new Error('the parameters of the task are not those of an import')
  return params
}
