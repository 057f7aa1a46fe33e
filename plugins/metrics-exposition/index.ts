import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { register } from 'prom-client'
import { render } from './render.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Renders the default registry as Prometheus text. Calls that overlap share one rendering. */
    renderMetrics: () => Promise<string>
  }
}

/** Renders the metrics of the process for a scrape, without blocking the event loop. Collectors may fail or hang. */
async function metricsExposition(app: FastifyInstance): Promise<void> {
  let rendering: Promise<string> | undefined

  app.decorate('renderMetrics', () => {
    rendering ??= render(register, (metric, err) => app.log.warn({ metric, err }, 'metric collector failed')).finally(
      () => {
        rendering = undefined
      },
    )
    return rendering
  })
}

export default fp(metricsExposition, { name: 'metrics-exposition', fastify: '5.x', dependencies: [] })
