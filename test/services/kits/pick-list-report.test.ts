import t from 'tap'
import { ProcessForJobs } from '../../../plugins/process-for-jobs/process-for-jobs.ts'
import { PickListReport, REPORT_PROGRAM } from '../../../services/kits/pick-list-report/pick-list-report.ts'
import { sampleValue } from '../../support/sample-value.ts'

t.test('a report that cannot be rendered is counted as an error', async (t) => {
  const report = new PickListReport(new ProcessForJobs(REPORT_PROGRAM, { seconds: 0, memoryMb: 256 }))
  const count = async (status: string) =>
    (await sampleValue('pick_list_pdf_generation_duration_seconds_count', { status })) ?? 0
  const before = { error: await count('error'), generated: await sampleValue('pick_list_pdf_generated_total') }
  await t.rejects(
    report.render({
      id: 1,
      kit_id: 1,
      kit_name: 'Clock',
      requested_units: 1,
      status: 'open',
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:00.000Z',
      completed_at: null,
      line_count: 0,
      open_line_count: 0,
      completed_line_count: 0,
      total_quantity_to_pick: 0,
      picked_quantity: 0,
      remaining_quantity: 0,
      is_archived_ui: false,
      lines: [],
    }),
    { name: 'ShortageError' },
  )
  t.equal((await count('error')) - before.error, 1)
  t.equal(await sampleValue('pick_list_pdf_generated_total'), before.generated)
})
