import { join } from 'node:path'
import t from 'tap'
import { writeCertificate } from '../../plugins/tls/authority-files.ts'
import { installAuthority, whyNoCertutil } from '../support/certutil.ts'
import { freePort } from '../support/free-port.ts'
import { readTerminalCode } from '../support/read-terminal-code.ts'
import { launchService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { startBrowser, whyNoBrowser } from './chromium.ts'

/** A name of the network, which the browser finds at this machine. */
const NAME = 'parts.lab'
const FLAGS = [`--host-resolver-rules=MAP ${NAME} 127.0.0.1`]

t.test(
  'a browser trusts certificates of an authority that was installed',
  {
    skip: whyNoBrowser() || whyNoCertutil(),
  },
  async (t) => {
    const dataDir = t.testdir()
    const { certFile, keyFile, authorityFile } = await writeCertificate(dataDir, [NAME, '127.0.0.1'])
    const metricsPort = await freePort()
    const service = await launchService(t, {
      DATABASE_URL: await createTestDatabase(t),
      DATA_DIR: dataDir,
      AUTH_MODE: 'own',
      HOST: '127.0.0.1',
      METRICS_PORT: String(metricsPort),
      TLS_CERT_FILE: certFile,
      TLS_KEY_FILE: keyFile,
    })
    await service.logged(/\/pair#/)
    const printed = service.log.filter(({ level }) => level === 0).map(({ msg }) => msg)
    const link = new URL((await readTerminalCode(printed.join('\n'))) ?? '')
    t.equal(link.protocol, 'https:')
    const addressOf = (host: string) => `https://${host}:${link.port}/pair`

    const strange = await startBrowser(t, FLAGS)
    const refused = await strange.newPage()
    await t.rejects(refused.goto(addressOf(NAME)), { message: /ERR_CERT_AUTHORITY_INVALID/ }, 'not without it')

    const home = join(dataDir, 'home')
    await installAuthority(home, authorityFile)
    const browser = await startBrowser(t, FLAGS, { HOME: home })
    const context = await browser.newContext()
    const page = await context.newPage()
    for (const host of ['127.0.0.1', NAME]) {
      await page.goto(addressOf(host))
      await page.getByRole('heading', { name: 'Pair this device' }).waitFor()
      t.ok(await page.evaluate('isSecureContext'), `${host} may use the camera`)
    }
    await page.goto(addressOf(NAME) + link.hash)
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada')
    await page.getByRole('button', { name: 'Pair' }).click()
    await page.waitForURL(`https://${NAME}:${link.port}/`)
    t.match(await context.cookies(), [{ name: '__Host-inventory_device', secure: true, httpOnly: true }])

    const metrics = await page.goto(`http://${NAME}:${metricsPort}/metrics`)
    t.equal(metrics?.status(), 200, 'another port of the same name may speak HTTP')
    t.match(metrics?.url(), /^http:/)
  },
)
