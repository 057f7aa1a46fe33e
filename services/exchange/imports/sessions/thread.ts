import { parentPort, workerData } from 'node:worker_threads'
import { CommitSession } from './commit-session.ts'
import { ProposalSession } from './proposal-session.ts'
import { RemoteQueries } from './remote-queries.ts'
import { RevisionSession } from './revision-session.ts'
import type { Answer, Call, ThreadInput, ThreadMessage } from './thread-messages.ts'

const main = parentPort
if (main === null) throw new Error('this module runs in a thread')
const db = new RemoteQueries(main)
const { session: name }: ThreadInput = workerData
const tell = (message: ThreadMessage) => main.postMessage(message)
const SESSIONS = {
  proposal: () => new ProposalSession(db, (done, count) => tell({ type: 'matched', done, count })),
  revision: () => new RevisionSession(db),
  commit: () => new CommitSession(db),
}
const session = SESSIONS[name]()

main.on('message', async ({ method, args, answer }: Call) => {
  const settle = (given: Answer<unknown>) => {
    answer.postMessage(given)
    answer.close()
  }
  try {
    settle({ ok: true, value: await Reflect.apply(Reflect.get(session, method), session, args) })
  } catch (error) {
    settle({ ok: false, error })
  }
})
