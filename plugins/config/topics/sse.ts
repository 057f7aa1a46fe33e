import { Type } from 'typebox'

const HTTP_URL = '^https?://[^/?#]+'

export const sse = Type.Object(
  {
    SSE_GATEWAY_URL: Type.Union([Type.String({ pattern: HTTP_URL }), Type.Null()], {
      default: null,
      examples: ['http://sse-gateway:3000'],
      description: 'URL of an external gateway that holds the event streams. Not set: the service serves them itself.',
    }),
    SSE_CALLBACK_SECRET: Type.String({
      default: '',
      description:
        'Secret that the gateway sends with its callbacks. Required with SSE_GATEWAY_URL in production and where others can reach the service.',
    }),
    SSE_HEARTBEAT_INTERVAL: Type.Integer({
      minimum: 1,
      maximum: 2_147_483,
      default: 15,
      description: 'Seconds between two heartbeats on the event streams that the service serves itself.',
    }),
    SSE_MAX_STREAMS: Type.Integer({
      minimum: 1,
      default: 1000,
      description:
        'Event streams that an instance holds open; more are answered with 503. With sign-in, pages that nobody is signed in to get half of them.',
    }),
    SSE_MAX_STREAMS_PER_CLIENT: Type.Integer({
      minimum: 1,
      default: 100,
      description: 'Event streams of one user, or of one address where no user is known; more are answered with 503.',
    }),
    FRONTEND_VERSION_URL: Type.Union([Type.String({ pattern: HTTP_URL }), Type.Null()], {
      default: null,
      examples: ['https://parts.example.com/version.json'],
      description:
        'Where the version of the front end is read. Not set: version.json of WEB_ROOT, or else http://localhost:3000/version.json.',
    }),
  },
  { title: 'Live events' },
)
