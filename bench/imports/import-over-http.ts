import { setTimeout as delay } from 'node:timers/promises'

const ASK_MS = 50

interface Import {
  id: number
  status: string
  version: number
  error: string | null
  summary: { rows: number; errors: number } | null
}

/** Seconds that the two halves of an import took for a client. */
export interface Imported {
  read: number
  commit: number
  rows: number
  errors: number
}

async function send(url: string, body: object): Promise<Import> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  const found: Import = JSON.parse(await answer.text())
  return found
}

/** Waits until a stage has ended. */
async function settled(url: string, id: number, during: string): Promise<Import> {
  for (;;) {
    const found: Import = JSON.parse(await (await fetch(`${url}/api/imports/${id}`)).text())
    if (found.status !== during) return found
    await delay(ASK_MS)
  }
}

/** Uploads a text, waits for the proposal, and has its good rows written. */
export async function importOverHttp(url: string, text: string, request: object): Promise<Imported> {
  const started = performance.now()
  const { id } = await send(`${url}/api/imports`, { text, ...request })
  const proposed = await settled(url, id, 'reading')
  if (proposed.status !== 'proposed') throw new Error(`the file was not read: ${proposed.error}`)
  const read = performance.now()
  await send(`${url}/api/imports/${id}/commit`, { version: proposed.version, rows: 'good' })
  const written = await settled(url, id, 'committing')
  if (written.status !== 'committed') throw new Error(`the import was not written: ${written.error}`)
  const { rows = 0, errors = 0 } = proposed.summary ?? {}
  return { read: (read - started) / 1000, commit: (performance.now() - read) / 1000, rows, errors }
}
