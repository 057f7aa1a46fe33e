/** What is counted by the series of one process, which may never go back. */
type Figures = Map<string, number>

const COUNTED = /^# TYPE (\S+) (counter|histogram)$/

/** The counters of an exposition, and the counts of its histograms. */
export function readCounters(exposition: string): Figures {
  const figures: Figures = new Map()
  let counted = ''
  for (const line of exposition.split('\n')) {
    const [, name] = COUNTED.exec(line) ?? []
    if (line.startsWith('# TYPE')) counted = name ?? ''
    if (line.startsWith('#') || counted === '' || !line.startsWith(counted)) continue
    const end = line.lastIndexOf(' ')
    figures.set(line.slice(0, end), Number(line.slice(end + 1)))
  }
  return figures
}

const EVERY_MS = 1000

/** Reads the counters of processes again and again, and notes those that went back. */
export class CounterWatch {
  readonly #seen = new Map<string, Figures>()
  readonly #services: readonly string[]
  #timer: NodeJS.Timeout | undefined
  readonly wentBack = new Set<string>()
  /** Times that a process has not answered the scrape. */
  unanswered = 0

  constructor(services: readonly string[]) {
    this.#services = services
  }

  start(): void {
    this.#timer = setTimeout(() => void this.look().then(() => this.#timer?.refresh()), EVERY_MS)
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.look()
  }

  async look(): Promise<void> {
    for (const service of this.#services) {
      const text = await fetch(`${service}/metrics`).then(
        (response) => response.text(),
        () => null,
      )
      if (text === null) {
        this.unanswered++
        continue
      }
      const [before, now] = [this.#seen.get(service), readCounters(text)]
      for (const [series, value] of before ?? []) {
        if ((now.get(series) ?? 0) < value) this.wentBack.add(`${service} ${series}`)
      }
      this.#seen.set(service, now)
    }
  }
}
