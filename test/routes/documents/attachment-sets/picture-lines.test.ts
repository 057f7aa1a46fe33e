import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { pngOf } from '../../../support/pictures.ts'
import { addSet, uploadRequest } from '../../../support/upload-form.ts'

const DRAWINGS = 60

/** Takes longer to draw than a drawing may; another number gives other bytes. */
function slowDrawing(number: number): string {
  const noise = '<feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="9"/>'.repeat(200)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1000"><desc>${number}</desc><filter id="f">${noise}</filter><rect width="1000" height="1000" filter="url(#f)"/></svg>`
}

t.test('many slow drawings hold up no other picture, and those that are too many are refused', async (t) => {
  const app = await buildApp(t)
  const set = await addSet(app)
  const answered: number[] = []
  const uploads = Array.from({ length: DRAWINGS }, async (_, n) => {
    const { statusCode } = await app.inject(uploadRequest(set, slowDrawing(n), { filename: 'slow.svg' }))
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
