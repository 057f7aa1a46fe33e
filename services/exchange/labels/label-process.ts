import { doJobs } from '../../../plugins/process-for-jobs/do-jobs.ts'
import { drawJob } from './draw-job.ts'

doJobs(drawJob)
