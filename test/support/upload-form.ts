import type { FastifyInstance, InjectOptions } from 'fastify'

const BOUNDARY = '----a-form-of-the-test'

/** A part of a form: a file when it has a name, else a field. */
export interface FormPart {
  name: string
  /** As it stands between the quotes of the header, raw. */
  filename?: string
  type?: string
  content: Buffer | string
}

/** The body of a form, as a browser writes it, with its Content-Type. */
export function formBody(parts: readonly FormPart[]): { payload: Buffer; headers: { 'content-type': string } } {
  const chunks = parts.flatMap(({ name, filename, type, content }) => [
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"`,
    filename === undefined ? '' : `; filename="${filename}"`,
    type === undefined ? '' : `\r\ncontent-type: ${type}`,
    '\r\n\r\n',
    content,
    '\r\n',
  ])
  return {
    payload: Buffer.concat([...chunks, `--${BOUNDARY}--\r\n`].map((chunk) => Buffer.from(chunk))),
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  }
}

/** The request that uploads a file to a set of documents. */
export function uploadRequest(
  setId: number,
  content: Buffer | string,
  { title = 'Title', filename = 'file.bin', type = 'application/octet-stream' } = {},
): InjectOptions {
  const form = formBody([
    { name: 'title', content: title },
    { name: 'file', filename, type, content },
  ])
  return { method: 'POST', url: `/api/attachment-sets/${setId}/attachments`, ...form }
}

/** Uploads a file that has to be accepted. @returns the attachment. */
export async function upload(
  app: FastifyInstance,
  setId: number,
  content: Buffer | string,
  options?: Parameters<typeof uploadRequest>[2],
) {
  const response = await app.inject(uploadRequest(setId, content, options))
  if (response.statusCode !== 201) throw new Error(`${response.statusCode}: ${response.body}`)
  return response.json()
}

/** Adds an empty set. @returns its id. */
export async function addSet({ db }: FastifyInstance): Promise<number> {
  const [set] = await db.query<{ id: number }>('insert into attachment_sets default values returning id')
  if (!set) throw new Error('no set was added')
  return set.id
}
