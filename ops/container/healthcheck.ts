/** For a container's health check: exits with 0 when the service in this container lives, else with 1. */
try {
  const { ok } = await fetch(
    `http://127.0.0.1:${process.env.METRICS_PORT || process.env.PORT || 3001}/health/healthz`,
    {
      signal: AbortSignal.timeout(4000),
    },
  )
  process.exitCode = ok ? 0 : 1
} catch {
  process.exitCode = 1
}
