import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { checksOf, renderReport } from '../soak/report.ts'
import { runSoak } from '../soak/run.ts'

const USAGE = `npm run soak -- [--minutes N] [--seed N] [--report FILE]

Puts a mixed load on two replicas, ends them again and again, and reports what clients saw and what was left.
  --minutes  time of the load, 10 by default
  --seed     makes the load and the disturbances those of an earlier run
  --report   writes the report into this file as well`

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const minutes = Number(values.minutes)
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
if (values.help || !(minutes > 0) || !Number.isInteger(seed)) {
  console.error(USAGE)
  process.exit(2)
}

const run = await runSoak({ minutes, seed }, (text) => console.log(text))
const report = renderReport(run)
console.log(`\n${report}`)
if (values.report !== undefined) await writeFile(values.report, report)
process.exitCode = checksOf(run).every(({ isFine }) => isFine) ? 0 : 1
