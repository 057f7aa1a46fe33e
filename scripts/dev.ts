import { startService } from './start-service.ts'

await startService(['--watch', '--ignore-watch=data dist test .tap'])
