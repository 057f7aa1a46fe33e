import type { InjectOptions } from 'fastify'
import type { Test } from 'tap'
import { buildApp } from './build-app.ts'

/** Starts a service to count in, with a short way to send requests. */
export async function startCounting(t: Test, databaseUrl?: string) {
  const app = await buildApp(t, databaseUrl === undefined ? {} : { settings: { databaseUrl } })
  const send = async (method: InjectOptions['method'] & string, path: string, payload?: object) => {
    const request = { method, url: `/api${path}` } as InjectOptions
    const answer = await app.inject(payload === undefined ? request : { ...request, payload })
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json(), headers: answer.headers }
  }
  return { app, send, db: app.db }
}
