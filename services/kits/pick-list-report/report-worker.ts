import { parentPort, workerData } from 'node:worker_threads'
import type { PickListDetail } from '../pick-lists/schemas.ts'
import { drawPdf } from './draw-pdf.ts'

const list: PickListDetail = workerData

parentPort?.postMessage(await drawPdf(list))
