import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { serviceUrl } from '../../api/client.ts'
import { Unreachable } from '../../api/errors.ts'
import { type Buckets, quantile, since } from './quantile.ts'
import { readMetrics, type Sample } from './read-metrics.ts'
import { allTimes, requestCounts } from './routes-of.ts'

const EVERY_MS = 5000
const MOST_POINTS = 120

interface Moment {
  at: number
  requests: number
  times: Buckets
}

/** A point of a chart. */
export interface Point {
  at: number
  pieces: number
}

async function readText(path: string): Promise<string> {
  const answer = await fetch(serviceUrl(path)).catch((cause) => {
    throw new Unreachable(cause)
  })
  return answer.text()
}

/** A point between each moment and the one before. */
function pointsOf(history: readonly Moment[], value: (now: Moment, before: Moment) => number | undefined): Point[] {
  return history.flatMap((now, index) => {
    const before = history[index - 1]
    const pieces = before === undefined ? undefined : value(now, before)
    return pieces === undefined ? [] : { at: now.at, pieces }
  })
}

/** What the service says of itself, read again every few seconds, and how it went since the page was opened. */
export function useSystem() {
  const metrics = useQuery({
    queryKey: ['system', 'metrics'],
    queryFn: async (): Promise<{ at: number; samples: Sample[] }> => ({
      samples: readMetrics(await readText('/metrics')),
      at: Date.now(),
    }),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  })
  const ready = useQuery({
    queryKey: ['system', 'ready'],
    queryFn: async (): Promise<unknown> => JSON.parse(await readText('/health/readyz')),
    refetchInterval: EVERY_MS,
  })
  const [history, setHistory] = useState<readonly Moment[]>([])
  const { data } = metrics
  if (data !== undefined && history.at(-1)?.at !== data.at) {
    const { at, samples } = data
    const moment = { at, requests: requestCounts(samples).all, times: allTimes(samples) }
    setHistory([...history, moment].slice(-MOST_POINTS))
  }
  return {
    samples: data?.samples ?? [],
    readAt: data?.at ?? 0,
    error: metrics.error,
    ready: ready.data,
    /** Requests a second. */
    rates: pointsOf(history, (now, before) =>
      Math.max(0, (now.requests - before.requests) / ((now.at - before.at) / 1000)),
    ),
    /** Seconds within which 95 % were answered. */
    times: pointsOf(history, (now, before) => quantile(since(now.times, before.times), 0.95)),
  }
}
