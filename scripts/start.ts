import { startService } from './service/start-service.ts'

await startService()
