import t from 'tap'
import { AccessChanges } from '../../../services/access/access-changes/access-changes.ts'
import { AccessLog } from '../../../services/access/access-log/access-log.ts'
import { TokenService } from '../../../services/access/tokens/token-service.ts'
import { buildOwnApp } from '../../support/own-sign-in.ts'

t.test('each access token has keys of its own, also those that were made on the command line', async (t) => {
  const app = await buildOwnApp(t)
  const { db } = app
  const tokens = new TokenService({ db, log: new AccessLog(db), changes: new AccessChanges(), isOff: false })
  const make = async (name: string) => {
    const owner = { subject: 'command-line', name: 'Command line', personId: null }
    const { token } = await tokens.add({ name, role: 'editor' }, owner, { subject: null, address: null })
    return token
  }
  const [one, two] = [await make('One'), await make('Two')]
  const box = (token: string, description: string) =>
    app.inject({
      method: 'POST',
      url: '/api/boxes',
      headers: { 'idempotency-key': 'a', authorization: `Token ${token}` },
      payload: { description, capacity: 1 },
    })
  const first = await box(one, 'Box')
  const other = await box(two, 'Box')
  t.equal(first.statusCode, 201, first.body)
  t.equal(other.statusCode, 201, other.body)
  t.not(other.json().box_no, first.json().box_no, 'another box')
  t.equal(other.headers['idempotency-replayed'], undefined)
  t.equal((await box(one, 'Box')).headers['idempotency-replayed'], 'true')
  t.equal((await box(one, 'Other')).statusCode, 422)
})
