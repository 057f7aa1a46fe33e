import t from 'tap'
import { showWithoutPages } from '../../services/access/pairing/without-pages.ts'
import { printed, redeemAt } from '../support/pair-over-http.ts'
import { readyDataFolder } from '../support/ready-data-folder.ts'
import { runCommand } from '../support/run-command.ts'
import { startService } from '../support/service-process.ts'

t.test('a service without pages says so, and shows no link that leads nowhere', async (t) => {
  const env = { DATA_DIR: await readyDataFolder(t), AUTH_MODE: 'own', HOST: '127.0.0.1', WEB_ROOT: 'none' }
  const service = await startService(t, env)
  const codeIn = (text: string) => /^ {2}([\w-]{27})$/m.exec(text)?.[1] ?? ''
  await service.logged(/^ {2}[\w-]{27}$/)
  t.match(printed(service), 'Nobody administers this service yet.\n')
  t.match(printed(service), 'This service serves no pages (WEB_ROOT=none).')
  t.notMatch(printed(service), '/pair#')

  const asked = await runCommand(env, 'pair')
  t.equal(asked.code, 0, asked.stderr)
  t.match(asked.stdout, 'This service serves no pages (WEB_ROOT=none).')
  t.notMatch(asked.stdout, '/pair#')
  t.equal((await redeemAt(service.url, codeIn(printed(service)))).status, 404, 'another code was asked for')
  t.match(await redeemAt(service.url, codeIn(asked.stdout), { person_name: 'Ada' }), {
    status: 201,
    body: { person: { name: 'Ada', role: 'admin' } },
  })
  t.equal(await service.end('SIGTERM'), 0)
  t.match(showWithoutPages('Scan:', 'x', 'not built'), /pages are missing.*\n\n {2}npm run build-web\n {2}npm start\n/)
})
