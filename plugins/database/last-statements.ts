import fp from 'fastify-plugin'

/**
 * When the work under way has ended or has had its time, nothing waits for long any more for a database that does not
 * answer: neither what is done at the end, such as to record a clean shutdown, nor what has not ended. Register it last:
 * of the last steps before the server closes, the one that was registered last is the first.
 */
export default fp(
  async (app) => {
    app.lifecycle.beforeServerClose('database', () => app.connections.beginClosing())
  },
  { name: 'last-statements', fastify: '5.x', dependencies: ['database', 'lifecycle'] },
)
