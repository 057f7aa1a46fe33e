import { doJobs } from '../../../plugins/process-for-jobs/do-jobs.ts'
import { drawPdf } from './draw-pdf.ts'

doJobs(drawPdf)
