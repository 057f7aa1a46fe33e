import { enableCompileCache } from 'node:module'

// Compiled code is kept between starts: the service is ready sooner and needs less memory.
enableCompileCache()
const { startService } = await import('./start-service.ts')
await startService(process.argv.slice(2))
