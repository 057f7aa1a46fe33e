import { startService } from './start-service.ts'

await startService(process.argv.slice(2))
