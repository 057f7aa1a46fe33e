import type { FastifyInstance } from 'fastify'
import { storedDocument } from '../../services/catalogue/search-documents/stored-document.ts'
import { timed } from '../compare-times.ts'
import type { BenchServer } from '../inventory-database.ts'
import { atMost, type BenchResult, median } from '../result.ts'
import { takeSearchOut } from './without-search.ts'

const ROUNDS = 60
const MOST = 1.25

type StartService = (databaseUrl: string, dataDir: string) => Promise<{ instance: FastifyInstance; url: string }>

const PART = {
  description: 'Ceramic capacitor 100nF 50V X7R 0603 10%',
  manufacturer_code: 'GRM188R71H104KA93D',
  manufacturer: 'Murata',
  package: '0603',
  voltage_rating: '50V',
  tags: ['smd', 'x7r', 'decoupling', 'reel'],
}

async function send(url: string, method: string, path: string, body: object): Promise<string> {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${response.status} for ${path}: ${JSON.stringify(answer)}`)
  return String(Object(answer).key)
}

/** Milliseconds of computing a document, which the service without search still does. */
function computing(): number {
  const nothing = {
    pin_count: null,
    pin_pitch: null,
    input_voltage: null,
    output_voltage: null,
    mounting_type: null,
    series: null,
    dimensions: null,
  }
  const part = { id: 1, key: 'AAAA', type_id: null, ...PART, ...nothing }
  const started = performance.now()
  for (let round = 0; round < ROUNDS; round++) storedDocument(part)
  return (performance.now() - started) / ROUNDS
}

/** Creating and changing a part beside the same without the search, in turns. */
export async function measureWrites(
  server: BenchServer,
  parts: number,
  startService: StartService,
): Promise<BenchResult[]> {
  const urls = [await server.createInventory(parts), await server.createInventory(parts)] as const
  const ours = await startService(urls[0], server.dataDir)
  const floor = await startService(urls[1], server.dataDir)
  try {
    await ours.instance.searchDocuments.start()
    await takeSearchOut(floor.instance)
    const times = { create: [[], [], []] as number[][], change: [[], [], []] as number[][] }
    for (let round = -5; round < ROUNDS; round++) {
      for (const [place, { url }] of [floor, ours, floor].entries()) {
        let key = ''
        const part = { ...PART, description: `${PART.description} ${round}` }
        const created = await timed(async () => {
          key = await send(url, 'POST', '/api/parts', part)
        })
        const changed = await timed(() =>
          send(url, 'PUT', `/api/parts/${key}`, { ...part, description: `${PART.description}, low ESR` }),
        )
        if (round < 0) continue
        times.create[place]?.push(created)
        times.change[place]?.push(changed)
      }
    }
    const extra = computing()
    const compare = ([before = [], own = [], after = []]: number[][]) => ({
      ratio: median(own) / (median([...before, ...after]) - extra),
      noise: median(after) / median(before),
    })
    return [
      atMost(`creating a part, ${parts / 1000}k parts`, compare(times.create), MOST, '× without search'),
      atMost(`changing a part, ${parts / 1000}k parts`, compare(times.change), MOST, '× without search'),
    ]
  } finally {
    await Promise.all([ours.instance.close(), floor.instance.close()])
    for (const url of urls) await server.dropInventory(url)
  }
}
