import { serviceUrl } from '../../api/client.ts'
import { drawLabels, type LabelItem } from '../../api/queries/labels.ts'
import { itemsText } from '../../shared/labels/label-items.ts'
import type { Adjustment } from './settings.ts'

/** What is printed, and how. */
export interface PrintJob {
  items: LabelItem[]
  template: string
  start: number
  adjustment: Adjustment
}

/** The longest address that proxies in front of the service let through. */
const LONGEST = 7000

function howOf({ template, start, adjustment: { right, down, scale } }: PrintJob) {
  return { template, start_at: start, offset_x_mm: right, offset_y_mm: down, scale: Number((scale / 100).toFixed(3)) }
}

/** The address of the file to print; null when it would be too long, and the file has to be asked for otherwise. */
export function printUrl(job: PrintJob): string | null {
  const how = Object.entries(howOf(job)).map(([name, value]): [string, string] => [name, String(value)])
  const url = serviceUrl(`/api/labels?${new URLSearchParams([['items', itemsText(job.items)], ...how])}`)
  return url.length > LONGEST ? null : url
}

/** Asks for a file that has no address, and saves it. @throws ApiError */
export async function savePrintFile(job: PrintJob): Promise<void> {
  const { file } = await drawLabels({ items: job.items, format: 'pdf', ...howOf(job) })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = 'labels.pdf'
  link.click()
  // The browser has taken the file by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href))
}
