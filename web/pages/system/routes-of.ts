import { type Buckets, quantile } from './quantile.ts'
import type { Sample } from './read-metrics.ts'

export interface RouteTimes {
  method: string
  path: string
  calls: number
  /** Seconds within which 95 % were answered. */
  within: number
}

const TIME = 'http_request_duration_seconds'
const MOST_OF_ALL = 0.95

/** A stream is meant to be long. */
function isStream({ labels }: Sample): boolean {
  return labels.endpoint?.includes('/sse/') ?? false
}

function boundOf({ labels: { le = '' } }: Sample): number {
  return le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le)
}

function bucketsOf(samples: readonly Sample[]): Map<number, number> {
  const buckets = new Map<number, number>()
  for (const sample of samples) {
    const bound = boundOf(sample)
    buckets.set(bound, (buckets.get(bound) ?? 0) + sample.value)
  }
  return buckets
}

function bucketSamples(samples: readonly Sample[]): Sample[] {
  return samples.filter((sample) => sample.name === `${TIME}_bucket` && !isStream(sample))
}

/** How often each route was asked and how long it took, the slowest first. */
export function routeTimes(samples: readonly Sample[]): RouteTimes[] {
  const routes = Map.groupBy(bucketSamples(samples), ({ labels }) => `${labels.method} ${labels.endpoint}`)
  return [...routes.values()]
    .flatMap((own) => {
      const buckets = bucketsOf(own)
      const within = quantile(buckets, MOST_OF_ALL)
      const { method = '', endpoint: path = '' } = own[0]?.labels ?? {}
      const calls = buckets.get(Number.POSITIVE_INFINITY) ?? 0
      return within === undefined ? [] : { method, path, calls, within }
    })
    .sort((a, b) => b.within - a.within)
}

/** How many requests so far took at most how long, over all routes. */
export function allTimes(samples: readonly Sample[]): Buckets {
  return bucketsOf(bucketSamples(samples))
}

/** All requests so far, and those among them that failed on our side. */
export function requestCounts(samples: readonly Sample[]): { all: number; failed: number } {
  const counts = samples.filter(({ name }) => name === `${TIME}_count`)
  const sum = (list: readonly Sample[]) => list.reduce((total, { value }) => total + value, 0)
  return { all: sum(counts), failed: sum(counts.filter(({ labels }) => labels.status?.startsWith('5'))) }
}
