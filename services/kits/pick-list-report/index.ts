import { readFile } from 'node:fs/promises'
import fp from 'fastify-plugin'
import { PickListReport } from './pick-list-report.ts'

declare module 'fastify' {
  interface FastifyInstance {
    pickListReport: PickListReport
  }
}

/** The standard fonts of PDF lack Ω and other signs of electronics, so the report has its own. */
function readFont(name: string): Promise<Buffer> {
  return readFile(new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)))
}

export default fp(
  async (app) => {
    const [regular, bold] = await Promise.all([readFont('DejaVuSansCondensed'), readFont('DejaVuSansCondensed-Bold')])
    app.decorate('pickListReport', new PickListReport({ regular, bold }))
  },
  { name: 'pick-list-report', fastify: '5.x' },
)
