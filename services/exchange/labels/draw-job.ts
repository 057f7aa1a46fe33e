import { arrange } from './drawing/arrange.ts'
import { drawCalibration } from './drawing/draw-calibration.ts'
import { drawInlay } from './drawing/draw-inlay.ts'
import { drawLid } from './drawing/draw-lid.ts'
import { Fonts } from './drawing/fonts.ts'
import { adjusted, type Page } from './drawing/shapes.ts'
import type { LabelAnswer, LabelJob } from './label-job.ts'

function drawPages({ template, content, adjustment: { scale } }: LabelJob, fonts: Fonts): Page[] {
  if (content.kind === 'labels') return arrange(fonts, content.labels, { template, startAt: content.startAt, scale })
  if (content.kind === 'calibration') return [drawCalibration(fonts, template)]
  const draw = template.media === 'lid' ? drawLid : drawInlay
  return content.boxes.flatMap((box) => draw(fonts, box, { template, scale }))
}

/** Draws what a job asks for; a picture has room for one page. */
export async function drawJob(job: LabelJob): Promise<LabelAnswer> {
  const fonts = new Fonts()
  const all = drawPages(job, fonts)
  const count = all.length
  const wanted = job.page === null ? all : all.slice(job.page - 1, job.page)
  if (wanted.length === 0) return { refusal: { field: 'page', message: `must be at most ${count}` } }
  const pages = wanted.map((page) => adjusted(page, job.adjustment))
  // Each format has a library of its own, which takes a moment to load.
  if (job.format === 'pdf') {
    const { toPdf } = await import('./output/pdf.ts')
    return { bytes: await toPdf(pages, fonts), pages: count }
  }
  const [page, ...others] = pages
  if (page === undefined || others.length > 0) {
    return { refusal: { field: 'format', message: `${job.format} holds one page, and there are ${count}` } }
  }
  const { toSvg } = await import('./output/svg.ts')
  const svg = toSvg(page, fonts)
  if (job.format === 'svg') return { bytes: Buffer.from(svg), pages: count }
  const { toPng } = await import('./output/png.ts')
  return { bytes: await toPng(svg), pages: count }
}
