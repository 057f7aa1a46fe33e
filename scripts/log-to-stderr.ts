const STDERR = 2

/** How a service for tests logs: to standard error, so that whoever starts it can keep the output apart. */
export default { level: process.env.FASTIFY_LOG_LEVEL ?? 'info', file: STDERR }
