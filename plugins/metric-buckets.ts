/** Upper bounds of the histograms that several modules share; `+Inf` is implied. */

/** Short durations, in seconds. @public */
export const SHORT_DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

/** Calls of an AI model, in seconds. @public */
export const MODEL_CALL_BUCKETS = [0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300]

/** Background tasks, in seconds. @public */
export const TASK_DURATION_BUCKETS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600]

/** Graceful shutdowns, in seconds. @public */
export const SHUTDOWN_DURATION_BUCKETS = [0.1, 0.5, 1, 5, 10, 30, 60, 120, 300, 600]

/** Counts of lines or boxes. @public */
export const COUNT_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200]

/** Numbers of matches that a search found. @public */
export const MATCH_BUCKETS = [0, 1, 2, 3, 5, 10]

/** Signed changes of a quantity. @public */
export const QUANTITY_CHANGE_BUCKETS = [-50, -10, -5, -1, 0, 1, 5, 10, 50]
