import { setTimeout } from 'node:timers/promises'
import type { Replica } from './replica.ts'

const INTERVAL_MS = 1000
/** The part of the undisturbed time that a process gets to warm up. */
const WARM_UP = 0.3

/** One look at the memory of a process, in MiB. */
interface Sample {
  resident: number
  heap: number
}

/** Memory of one replica during the time without disturbances, in MiB. */
export interface MemoryUse {
  replica: string
  /** Resident memory: the median of the first and of the last quarter after the warm-up. */
  resident: { first: number; last: number }
  /** Growth of the resident memory a minute, by least squares. */
  slope: number
  /** What is left of the heap after a collection: the lowest of the first and of the last half after the warm-up. */
  heap: { first: number; last: number }
  /** Seconds after the warm-up. */
  seconds: number
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** The slope of values that were taken at equal intervals, by interval. */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let [above, below] = [0, 0]
  for (const [index, value] of values.entries()) {
    above += (index - middle) * (value - mean)
    below += (index - middle) ** 2
  }
  return below === 0 ? 0 : above / below
}

async function look(replica: Replica): Promise<Sample | undefined> {
  try {
    const text = await (await fetch(`${replica.url}/metrics`)).text()
    const gauge = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / 2 ** 20
    return { resident: gauge('process_resident_memory_bytes'), heap: gauge('nodejs_heap_size_used_bytes') }
  } catch {
    return undefined
  }
}

/** Watches the memory of a process until the time is over. */
export async function watchMemory(replica: Replica, until: number): Promise<MemoryUse> {
  const samples: Sample[] = []
  while (performance.now() < until) {
    const sample = await look(replica)
    if (sample) samples.push(sample)
    await setTimeout(INTERVAL_MS)
  }
  const warm = samples.slice(Math.floor(samples.length * WARM_UP))
  const resident = warm.map((sample) => sample.resident)
  const heap = warm.map((sample) => sample.heap)
  const quarter = Math.ceil(warm.length / 4)
  const half = Math.ceil(warm.length / 2)
  return {
    replica: replica.name,
    resident: { first: median(resident.slice(0, quarter)), last: median(resident.slice(-quarter)) },
    slope: slopeOf(resident) * (60_000 / INTERVAL_MS),
    heap: { first: Math.min(...heap.slice(0, half)), last: Math.min(...heap.slice(-half)) },
    seconds: Math.round((warm.length * INTERVAL_MS) / 1000),
  }
}
