import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { pngOf } from '../../../support/pictures.ts'
import { addSet, uploadRequest } from '../../../support/upload-form.ts'

const DRAWINGS = 60

/** Stands for Node.js: as a program that draws it is ready and never done, and takes no time of a processor. */
const NEVER_DONE = '#!/bin/sh\nprintf .\nexec /bin/sleep 600\n'

const drawing = (n: number) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><desc>${n}</desc></svg>`

t.test('many slow drawings hold up no other picture, and those that are too many are refused', async (t) => {
  const { execPath } = process
  t.teardown(() => {
    process.execPath = execPath
  })
  process.execPath = join(t.testdir({ node: NEVER_DONE }), 'node')
  await chmod(process.execPath, 0o755)
  const app = await buildApp(t)
  const set = await addSet(app)
  const answered: number[] = []
  const uploads = Array.from({ length: DRAWINGS }, async (_, n) => {
    const { statusCode } = await app.inject(uploadRequest(set, drawing(n), { filename: 'slow.svg' }))
    answered.push(statusCode)
  })
  const photo = await app.inject(uploadRequest(set, await pngOf('#123456')))
  t.equal(photo.statusCode, 201, photo.body)
  const before = answered.filter((status) => status !== 503).length
  t.ok(before < DRAWINGS / 10, `${before} drawings had been drawn before`)
  await Promise.all(uploads)
  t.same(new Set(answered), new Set([409, 503]))
  t.ok(answered.filter((status) => status === 503).length > DRAWINGS / 3, 'the line has an end')
})
