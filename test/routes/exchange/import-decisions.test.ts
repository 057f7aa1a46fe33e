import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { type ImportAnswer, importClient } from '../../support/import-client.ts'
import { addPart } from '../../support/inventory-rows.ts'

const KEYS = ['AAAA', 'BBBB'] as const

async function start(t: Test) {
  const app = await buildApp(t)
  for (const key of KEYS) await addPart(app.db, key)
  const imports = importClient(app)
  let files = 0
  const upload = (words: string) => {
    files++
    return imports.upload(`Description,MPN,Qty,Remarks\n${words},1,file ${files}\n`, {
      kind: 'parts_list',
      options: { stock: 'ignore', update: 'overwrite' },
    })
  }
  const sent = async (method: 'POST' | 'PATCH' | 'DELETE', url: string, payload: object = {}) => {
    const answer = await app.inject({ method, url: `/api/imports/${url}`, payload })
    t.ok(answer.statusCode < 300, answer.body)
  }
  return {
    imports,
    upload,
    /** Which part a new file with these words means. */
    async meant(words: string): Promise<string | null> {
      const { id } = await upload(words)
      const [row] = await imports.rows(id)
      return row.match.part_key
    },
    async decide({ id }: ImportAnswer, decision: object | null, place = 0) {
      const { version, row_no } = (await imports.rows(id))[place]
      await sent('PATCH', `${id}/rows/${row_no}`, { version, decision })
    },
    async decideAll({ id }: ImportAnswer, decision: object) {
      const { version } = await imports.read(id)
      await sent('PATCH', `${id}/rows`, { version, show: 'all', decision })
    },
    discard: ({ id }: ImportAnswer) => sent('DELETE', `${id}`),
    undo: ({ id }: ImportAnswer) => sent('POST', `${id}/undo`),
  }
}

t.test('what was decided in a proposal is forgotten with it, and what was decided before counts again', async (t) => {
  const { upload, meant, decide, discard } = await start(t)
  for (const words of ['Blue wire,', ',VX-9']) {
    const [first, second, third] = [await upload(words), await upload(words), await upload(words)]
    await decide(first, { part_key: 'AAAA' })
    await decide(second, { part_key: 'BBBB' })
    t.equal(await meant(words), 'BBBB')
    await discard(second)
    t.equal(await meant(words), 'AAAA')
    await decide(third, { action: 'create' })
    if (words === ',VX-9') t.equal(await meant(words), null, 'the number is that of a new part')
    await discard(third)
    t.equal(await meant(words), 'AAAA')
    await discard(first)
    t.equal(await meant(words), null)
  }
})

t.test('undoing an import takes back what it has taught of parts that were there', async (t) => {
  const { imports, upload, meant, decide, undo, discard } = await start(t)
  const [first, second] = [await upload('Blue wire,'), await upload('Blue wire,')]
  await decide(first, { part_key: 'AAAA' })
  await imports.commit(first.id)
  await decide(second, { part_key: 'BBBB' })
  const written = await imports.commit(second.id)
  t.equal(await meant('Blue wire,'), 'BBBB')
  await undo(written)
  t.equal(await meant('Blue wire,'), 'AAAA')
  await discard(written)
  await undo(first)
  t.equal(await meant('Blue wire,'), null)
})

t.test('another decision for all rows is followed, too', async (t) => {
  const { upload, meant, decide, decideAll } = await start(t)
  for (const action of ['skip', 'create']) {
    const file = await upload(`,VX-${action}`)
    await decide(file, { part_key: 'AAAA' })
    t.equal(await meant(`,VX-${action}`), 'AAAA')
    await decideAll(file, { action })
    t.equal(await meant(`,VX-${action}`), null)
  }
})

t.test('a decision that another row of the file says as well stays until that is taken back, too', async (t) => {
  const { imports, meant, decide } = await start(t)
  const file = await imports.upload('Description,MPN,Qty\n,VX-1,1\n,VX-1,2\n', {
    kind: 'parts_list',
    options: { stock: 'ignore' },
  })
  for (const place of [0, 1]) await decide(file, { part_key: 'AAAA' }, place)
  await decide(file, null, 0)
  t.equal(await meant(',VX-1'), 'AAAA')
  await decide(file, null, 1)
  t.equal(await meant(',VX-1'), null)
})
