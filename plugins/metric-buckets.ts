/** Upper bounds of histograms that several modules share; `+Inf` is implied. */

/** Short durations, in seconds. @public */
export const SHORT_DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

/** How many there are of something: small numbers. @public */
export const COUNT_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200]
