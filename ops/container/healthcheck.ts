const { METRICS_PORT, PORT, TLS_CERT_FILE } = process.env
const isSecure = !METRICS_PORT && Boolean(TLS_CERT_FILE)
// The certificate is for the names that browsers use, and nobody sits between this process and the one beside it.
if (isSecure) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'

/** For a container's health check: exits with 0 when the service in this container lives, else with 1. */
try {
  const { ok } = await fetch(
    `${isSecure ? 'https' : 'http'}://127.0.0.1:${METRICS_PORT || PORT || 3001}/health/healthz`,
    {
      signal: AbortSignal.timeout(4000),
    },
  )
  process.exitCode = ok ? 0 : 1
} catch {
  process.exitCode = 1
}
