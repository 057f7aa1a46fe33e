import { Type } from 'typebox'

export const metricsAndShutdown = Type.Object(
  {
    METRICS_UPDATE_INTERVAL: Type.Integer({
      minimum: 1,
      maximum: 2_147_483,
      default: 60,
      description: 'Seconds between two rounds of the metrics poller; the first is right after the start.',
    }),
    GRACEFUL_SHUTDOWN_TIMEOUT: Type.Integer({
      minimum: 1,
      maximum: 2_147_483,
      default: 600,
      description:
        "Seconds that a shutdown waits for work under way. The supervisor's own limit must be longer by half a minute.",
    }),
    SHUTDOWN_LISTEN_SECONDS: Type.Union([Type.Number({ minimum: 0, maximum: 60 }), Type.Null()], {
      default: null,
      description:
        'Seconds that a shutdown goes on taking requests while readiness says no, for a load balancer to notice. Not set: 2 in production, else 0.',
    }),
    DRAIN_AUTH_KEY: Type.String({
      default: '',
      description: 'Bearer key of /health/drain. Empty: that endpoint always answers 401.',
    }),
  },
  { title: 'Metrics and shutdown' },
)
