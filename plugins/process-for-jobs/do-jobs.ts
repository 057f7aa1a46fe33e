/** What the process answers to a job. */
export type JobMessage<Answer> = { answer: Answer } | { error: unknown }

/** Makes a program one for `ProcessForJobs`: it does each job that it is sent, and ends with the service. */
export function doJobs<Job, Answer>(work: (job: Job) => Promise<Answer>): void {
  process.on('message', (job: Job) => {
    work(job).then(
      (answer) => process.send?.({ answer }),
      (error: unknown) => process.send?.({ error }),
    )
  })
  process.once('disconnect', () => process.exit())
}
