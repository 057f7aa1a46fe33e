import type { Sample } from './read-metrics.ts'

export interface RouteTimes {
  method: string
  path: string
  calls: number
  /** Seconds on average. */
  mean: number
}

const TIME = 'http_request_duration_seconds'

/** How often each route was asked and how long it took on average, the slowest first. */
export function routeTimes(samples: readonly Sample[]): RouteTimes[] {
  const routes = new Map<string, { method: string; path: string; calls: number; seconds: number }>()
  for (const { name, labels, value } of samples) {
    if (name !== `${TIME}_count` && name !== `${TIME}_sum`) continue
    const { method = '', endpoint: path = '' } = labels
    const route = routes.get(`${method} ${path}`) ?? { method, path, calls: 0, seconds: 0 }
    if (name === `${TIME}_count`) route.calls += value
    else route.seconds += value
    routes.set(`${method} ${path}`, route)
  }
  return [...routes.values()]
    .filter(({ calls, path }) => calls > 0 && !path.includes('/sse/'))
    .map(({ method, path, calls, seconds }) => ({ method, path, calls, mean: seconds / calls }))
    .sort((a, b) => b.mean - a.mean)
}

/** All requests so far, and those among them that failed on our side. */
export function requestCounts(samples: readonly Sample[]): { all: number; failed: number } {
  const counts = samples.filter(({ name }) => name === `${TIME}_count`)
  const sum = (list: readonly Sample[]) => list.reduce((total, { value }) => total + value, 0)
  return { all: sum(counts), failed: sum(counts.filter(({ labels }) => labels.status?.startsWith('5'))) }
}
