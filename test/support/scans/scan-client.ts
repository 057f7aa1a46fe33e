import type { FastifyInstance } from 'fastify'
import type { AppliedScan, ScanDto } from '../../../services/exchange/scans/schemas.ts'

/** An answer to a scan that was to be acted on. */
export interface ScanAnswer {
  status: number
  body: AppliedScan & { error: string; code: string; details: { message: string; reasons: string[] } }
}

/** Scans codes over HTTP. */
export function scanClient(app: FastifyInstance) {
  return {
    async scan(code: string, context: object = {}): Promise<ScanDto> {
      const answer = await app.inject({ method: 'POST', url: '/api/scans', payload: { code, context } })
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${answer.body}`)
      return answer.json()
    },
    async apply(code: string, action: string, fields: object = {}): Promise<ScanAnswer> {
      const payload = { code, action, ...fields }
      const answer = await app.inject({ method: 'POST', url: '/api/scans/apply', payload })
      return { status: answer.statusCode, body: answer.json() }
    },
  }
}
