import { Histogram } from 'prom-client'

type Label = 'method' | 'endpoint' | 'status'

interface Series {
  method: string
  status: number
  labels: Record<Label, string>
  /** Observations by bucket, each counted in one bucket only; the last is beyond all bounds. */
  counts: number[]
  sum: number
}

interface Sample {
  metricName: string
  labels: Partial<Record<Label | 'le', string | number>>
  value: number
}

const NAME = 'http_request_duration_seconds'
const BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const CONFIGURATION = {
  name: NAME,
  help: 'Wall time of a request',
  labelNames: ['method', 'endpoint', 'status'],
  buckets: BOUNDS,
} satisfies ConstructorParameters<typeof Histogram<Label>>[0]

/** Gives the header of the exposition (name, help, type), which stays the same. */
const HEADER = new Histogram<Label>({ ...CONFIGURATION, registers: [] })

const seriesByEndpoint = new Map<string, Series[]>()

/**
 * A histogram with a fast method to record. `observe` builds and hashes a string of all labels for each value, which on a trivial
 * route costs more than all the rest of the counting; `record` finds the series by its label values instead. Only
 * values of `record` are rendered.
 */
class RequestDurations extends Histogram<Label> {
  /** Adds one request: a route template or `unmatched`, the status code, and the duration in seconds. */
  record(method: string, endpoint: string, status: number, seconds: number): void {
    const known = seriesByEndpoint.get(endpoint)?.find((each) => each.status === status && each.method === method)
    const series = known ?? addSeries(method, endpoint, status)
    let bucket = 0
    for (const bound of BOUNDS) {
      if (seconds <= bound) break
      bucket++
    }
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1
    series.sum += seconds
  }

  override async get(): ReturnType<Histogram<Label>['get']> {
    const values = [...seriesByEndpoint.values()].flat().flatMap(samplesOf)
    return { ...(await HEADER.get()), values }
  }

  /** What the registry asks for when it renders text. */
  getForPromString(): ReturnType<Histogram<Label>['get']> {
    return this.get()
  }

  override reset(): void {
    super.reset()
    seriesByEndpoint.clear()
  }
}

function addSeries(method: string, endpoint: string, status: number): Series {
  const labels = { method, endpoint, status: String(status) }
  const series = { method, status, labels, counts: new Array<number>(BOUNDS.length + 1).fill(0), sum: 0 }
  const others = seriesByEndpoint.get(endpoint)
  if (others) others.push(series)
  else seriesByEndpoint.set(endpoint, [series])
  return series
}

function samplesOf({ labels, counts, sum }: Series): Sample[] {
  let count = 0
  const buckets = counts.map((inBucket, i) => {
    count += inBucket
    return { metricName: `${NAME}_bucket`, labels: { le: BOUNDS[i] ?? '+Inf', ...labels }, value: count }
  })
  return [
    ...buckets,
    { metricName: `${NAME}_sum`, labels, value: sum },
    { metricName: `${NAME}_count`, labels, value: count },
  ]
}

export const HTTP_REQUEST_DURATION_SECONDS = new RequestDurations(CONFIGURATION)
