import type { StatsFs } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'

export const DATA_FOLDER_AVAILABLE_BYTES = new Gauge({
  name: 'data_folder_available_bytes',
  help: 'Bytes that can still be written to the file system of DATA_DIR',
})

export const DATA_FOLDER_SIZE_BYTES = new Gauge({
  name: 'data_folder_size_bytes',
  help: 'Bytes that the file system of DATA_DIR can hold',
})

/** The file system of a folder; of one that is not made yet, that of the nearest folder above it. */
async function fileSystemOf(folder: string): Promise<StatsFs> {
  try {
    return await statfs(folder)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isMissing || dirname(folder) === folder) throw error
    return fileSystemOf(dirname(folder))
  }
}

/** Polls how much room there is for files, caches and the embedded database. */
async function dataFolder(app: FastifyInstance): Promise<void> {
  const folder = resolve(app.config.dataDir)
  const publish = async () => {
    const { bavail, blocks, bsize } = await fileSystemOf(folder)
    DATA_FOLDER_AVAILABLE_BYTES.set(bavail * bsize)
    DATA_FOLDER_SIZE_BYTES.set(blocks * bsize)
  }
  app.registerForPolling('data-folder', publish, { gauges: [DATA_FOLDER_AVAILABLE_BYTES, DATA_FOLDER_SIZE_BYTES] })
}

export default fp(dataFolder, { name: 'data-folder', fastify: '5.x', dependencies: ['config', 'metrics-poller'] })
