import fp from 'fastify-plugin'
import { repeat } from '../../../plugins/repeat.ts'
import { firstCode } from './first-code.ts'
import { goesToJournal } from './goes-to-journal.ts'
import { Invitations } from './invitations.ts'
import { pairLinks } from './link-addresses.ts'
import { forgetListening, noteListening } from './listening.ts'
import { PairingService } from './pairing-service.ts'
import { showLinks } from './show-link.ts'
import { DELETE_OLD_CODES, FORGET_SALTS } from './statements.ts'
import { type PagesServed, showWithoutPages } from './without-pages.ts'
import { WrongCodes } from './wrong-codes.ts'

declare module 'fastify' {
  interface FastifyInstance {
    pairing: PairingService
    invitations: Invitations
  }
}

const SWEEP_SECONDS = 600
const NOBODY = 'Nobody administers this service yet.'
const HEADING = `${NOBODY} Scan the code, or open a link, within 15 minutes:`

export default fp(
  async (app) => {
    const { config, db, accessLog, people, devices, log, schema } = app
    const isOn = config.authMode === 'own'
    const wrongCodes = new WrongCodes(db, accessLog)
    const pairing = new PairingService({ db, log: accessLog, people, devices, wrongCodes, isOn })
    app.decorate('pairing', pairing)
    app.decorate('invitations', new Invitations({ db, log: accessLog, people, settings: config, isOn }))

    const sweep = repeat(SWEEP_SECONDS, async () => {
      await db.query(FORGET_SALTS)
      await db.query(DELETE_OLD_CODES)
    })
    app.addHook('onReady', () =>
      schema.startWith(() => sweep.start((err) => log.warn({ err }, 'old pairing codes were not deleted'))),
    )
    app.addHook('onClose', () => sweep.stop())

    if (!isOn) return
    app.addHook('onClose', () => forgetListening(config.dataDir))
    app.addHook('onListen', () =>
      schema.startWith(async () => {
        const [address] = app.addresses()
        const port = typeof address === 'object' ? address.port : config.port
        const pages: PagesServed = app.webFolder !== null ? 'served' : config.webRoot === null ? 'not built' : 'none'
        await noteListening(config.dataDir, { ...config, port, pages }).catch((err) =>
          log.warn({ err }, 'where the service listens was not noted for "npm run cli -- pair"'),
        )
        if (goesToJournal(process.env.JOURNAL_STREAM)) {
          const isAdministered = (await people.someAdministrators()).length > 0
          if (!isAdministered) log.warn('nobody administers this service yet: "npm run cli -- pair" prints a code')
          return
        }
        const code = await firstCode(people, pairing).catch((err) => {
          log.warn({ err }, 'no code for the first administrator could be made; "npm run cli -- pair" makes one')
          return null
        })
        if (code === null) return
        const links = pairLinks({ ...config, port }, code)
        const shown =
          pages === 'served'
            ? await showLinks(HEADING, links, { colours: process.stderr.isTTY === true })
            : showWithoutPages(NOBODY, code, pages)
        // Not through the log: that is kept, and read by others.
        process.stderr.write(`${shown}\n`)
      }),
    )
  },
  {
    name: 'pairing',
    fastify: '5.x',
    dependencies: ['config', 'database', 'access-log', 'people', 'devices'],
    decorators: { fastify: ['webFolder'] },
  },
)
