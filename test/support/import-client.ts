import type { FastifyInstance } from 'fastify'
import { followTask } from './task-events.ts'
import { formBody } from './upload-form.ts'

export interface ImportAnswer {
  id: number
  status: string
  version: number
  kind: string | null
  error: string | null
  error_code: string | null
  task_id: string
  repeat_of: number | null
  operation_id: string | null
  staying_records: { record: string; id: number; name: string; because: string }[]
  summary: { good: number; warnings: number; errors: number; changes: number } & {
    to_create: Record<string, number>
    to_change: Record<string, number>
  }
  report: Record<string, number> & {
    created: Record<string, number>
    repeated: boolean
    left_out: { row_no: number; codes: string[] }[]
  }
}

/** Imports files by the API, and waits for their tasks. */
export function importClient(app: FastifyInstance) {
  const follow = followTask(app)

  async function settled(answer: { statusCode: number; body: string }): Promise<ImportAnswer> {
    if (answer.statusCode >= 400) throw new Error(`${answer.statusCode}: ${answer.body}`)
    const { id, task_id } = JSON.parse(answer.body)
    const events = answer.statusCode === 202 ? await follow(task_id) : []
    const last = events.at(-1)
    if (last?.event_type === 'task_failed') throw new Error(`the task failed: ${JSON.stringify(last.data)}`)
    return read(id)
  }

  async function read(id: number): Promise<ImportAnswer> {
    return (await app.inject(`/api/imports/${id}`)).json()
  }

  return {
    read,
    settled,
    /** Uploads a file and waits until it was read. */
    async upload(content: string | Buffer, { name = 'list.csv', kind = '', options = {} } = {}): Promise<ImportAnswer> {
      const form = formBody([
        { name: 'kind', content: kind },
        { name: 'file', filename: name, content },
        { name: 'options', content: JSON.stringify(options) },
      ])
      return settled(await app.inject({ method: 'POST', url: '/api/imports', ...form }))
    },
    /** The rows of an import. */
    async rows(id: number, query = '') {
      const answer = await app.inject(`/api/imports/${id}/rows${query}`)
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${answer.body}`)
      return answer.json()
    },
    /** Takes an import back. */
    undo: async (id: number): Promise<ImportAnswer> =>
      settled(await app.inject({ method: 'POST', url: `/api/imports/${id}/undo` })),
    /** Commits an import and waits until it was written. */
    async commit(id: number, rows: 'all' | 'good' = 'all'): Promise<ImportAnswer> {
      const { version } = await read(id)
      return settled(await app.inject({ method: 'POST', url: `/api/imports/${id}/commit`, payload: { version, rows } }))
    },
  }
}
