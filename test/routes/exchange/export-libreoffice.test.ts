import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addExchangeData } from '../../support/exchange-data.ts'

const run = promisify(execFile)

/** The command of LibreOffice; null where it is not installed. */
async function findOffice(): Promise<string | null> {
  for (const command of ['soffice', 'libreoffice']) {
    const found = await run(command, ['--version']).catch(() => null)
    if (found !== null) return command
  }
  return null
}

const office = await findOffice()
const options = office === null ? { skip: 'LibreOffice is not installed: apt-get install libreoffice-calc-nogui' } : {}

t.test('LibreOffice reads the same values out of a workbook as are in the CSV file', options, async (t) => {
  const app = await buildApp(t)
  await addExchangeData(app)
  await app.parts.update('CCCC', {
    description: 'Ω µ ± 電阻器 "quoted", and\na line; =1+1',
    series: '1E+05',
    package: '007',
  })
  const folder = await mkdtemp(join(tmpdir(), 'libreoffice-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'profile'))
  for (const what of ['parts', 'stock', 'history']) {
    const [xlsx, csv] = await Promise.all([
      app.inject(`/api/exports/${what}?format=xlsx`),
      app.inject(`/api/exports/${what}?format=csv&bom=false`),
    ])
    await writeFile(join(folder, `${what}.xlsx`), xlsx.rawPayload)
    // Comma, quotes, UTF-8, from the first line, every cell as it is stored.
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false'
    const args = ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', filter]
    await run(office ?? '', [...args, '--outdir', folder, join(folder, `${what}.xlsx`)])
    const seen: string[][] = parse(await readFile(join(folder, `${what}.csv`)), { relax_column_count: true })
    const sent: string[][] = parse(csv.body, { relax_column_count: true })
    t.strictSame(
      seen.map((cells) => cells.map(plain)),
      sent.map((cells) => cells.map((cell) => plain(cell.replace(/^'(?='*[=+\-@\t\r])/, '')))),
      what,
    )
  }
})

/** Line ends differ between the two. */
function plain(cell: string): string {
  return cell.replaceAll('\r\n', '\n')
}
