import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { serviceUrl } from '../../api/client.ts'
import { Unreachable } from '../../api/errors.ts'
import { readMetrics, type Sample } from './read-metrics.ts'
import { requestCounts } from './routes-of.ts'

const EVERY_MS = 5000
const MOST_POINTS = 120

export interface Moment {
  at: number
  requests: number
}

async function readText(path: string): Promise<string> {
  const answer = await fetch(serviceUrl(path)).catch((cause) => {
    throw new Unreachable(cause)
  })
  return answer.text()
}

/** What the service says of itself, read again every few seconds, and its request rate since the page was opened. */
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
    setHistory([...history, { at: data.at, requests: requestCounts(data.samples).all }].slice(-MOST_POINTS))
  }
  const rates = history.slice(1).map(({ at, requests }, index) => {
    const before = history[index]
    const seconds = before === undefined ? 1 : (at - before.at) / 1000
    return { at, pieces: before === undefined ? 0 : Math.max(0, (requests - before.requests) / seconds) }
  })
  return { samples: data?.samples ?? [], readAt: data?.at ?? 0, error: metrics.error, ready: ready.data, rates }
}
