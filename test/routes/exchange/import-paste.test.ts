import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'

t.test('each line of a pasted list may have a form of its own', async (t) => {
  const imports = importClient(await buildApp(t))
  const lines = ['C12345\t10', 'C2222,5', '7 C999', '', 'C777 3']
  for (const order of [lines, lines.toReversed()]) {
    const read = await imports.upload(order.join('\n'), { name: 'pasted.txt' })
    t.equal(read.kind, 'cart')
    const rows = await imports.rows(read.id)
    const cells: string[] = rows.map((row: { cells: string[] }) => row.cells.join(' '))
    t.strictSame(cells.filter((text) => text !== '').sort(), ['C12345 10', 'C2222 5', 'C777 3', 'C999 7'])
  }
  const other = await imports.upload('C12345\t10\nC2222,5\nand something else\n', { name: 'pasted.txt' })
  t.not(other.kind, 'cart', 'a line that is anything else')
})
