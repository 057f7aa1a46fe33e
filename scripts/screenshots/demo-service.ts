import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}

/**
 * Runs `work` beside a demo of its own, whose data are removed afterwards.
 *
 * @param work gets the demo's address, and what it has said so far.
 * @param settings of the demo beside the usual ones.
 */
export async function besideDemo<T>(
  work: (url: string, told: string) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'inventory-screenshots-'))
  const port = await freePort()
  const demo = spawn(process.execPath, ['scripts/demo.ts'], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // The link for the first administrator comes on its own way.
  const signs = ['Stop with Ctrl-C', ...(settings.AUTH_MODE === 'own' ? ['/pair#'] : [])]
  const ended = new Promise<void>((resolve) => demo.once('exit', () => resolve()))
  let told = ''
  try {
    await new Promise<void>((resolve, reject) => {
      const hear = (text: string) => {
        told += text
        if (signs.every((sign) => told.includes(sign))) resolve()
      }
      demo.stdout.setEncoding('utf8').on('data', hear)
      demo.stderr.setEncoding('utf8').on('data', hear)
      demo.once('exit', (code) => reject(new Error(`the demo ended with ${code}: ${told}`)))
    })
    return await work(`http://127.0.0.1:${port}`, told)
  } finally {
    demo.kill('SIGTERM')
    await ended
    await rm(dataDir, { recursive: true, force: true })
  }
}
