/** Attempts are not counted by the queue: how a task ends is a matter of its own state. */
const MAX_ATTEMPTS = 32_767

/**
 * SQL that adds the job of a task to the queue, in the order of submission.
 *
 * @param task alias of the row of `tasks`.
 */
export function addJobs(task: string): string {
  return `graphile_worker.add_job(
    ${task}.name, json_build_object('task_id', ${task}.task_id), run_at => ${task}.start_time,
    job_key => ${task}.task_id::text, max_attempts => ${MAX_ATTEMPTS})`
}
