import { AsyncLocalStorage, AsyncResource, executionAsyncResource } from 'node:async_hooks'

type OnError = (error: unknown, event: string) => void

const current = new AsyncLocalStorage<Domain>()
/** The domain of the whole process: it takes what belongs to no other. */
let root: Domain | undefined

/**
 * Tells a test of errors that nobody catches in what the test has begun. It stands for the class of `async-hook-domain`,
 * which tap uses: that one has Node call it for every promise that is made and collected, a tenth of the time of a test.
 */
export class Domain {
  readonly onerror: OnError
  readonly #parent: Domain | undefined
  #isDestroyed = false

  constructor(onerror: OnError) {
    this.onerror = onerror
    this.#parent = current.getStore()
    const resource = executionAsyncResource()
    if (resource instanceof AsyncResource) this.#take(resource)
    else root ??= this
    listen()
  }

  /** Everything that runs in the scope of the resource from here on belongs to this domain. */
  #take(resource: AsyncResource): void {
    const run = resource.runInAsyncScope.bind(resource)
    Object.assign(resource, {
      runInAsyncScope: (work: (...args: unknown[]) => unknown, thisArg: unknown, ...args: unknown[]) =>
        run(() => current.run(this, () => Reflect.apply(work, thisArg, args))),
    })
  }

  /** The nearest domain that still takes errors. */
  get alive(): Domain | undefined {
    return this.#isDestroyed ? this.#parent?.alive : this
  }

  destroy(): void {
    this.#isDestroyed = true
  }
}

/** Whether a domain has taken the error. */
function take(error: unknown, event: string): boolean {
  if (process.hasUncaughtExceptionCaptureCallback() || process.listenerCount('uncaughtException') > 0) return false
  const domain = (current.getStore() ?? root)?.alive ?? root?.alive
  domain?.onerror(error, event)
  return domain !== undefined
}

let isListening = false

function listen(): void {
  if (isListening) return
  isListening = true
  process.on('uncaughtExceptionMonitor', (error, origin) => {
    if (!take(error, origin)) return
    // The test has it: the process goes on.
    process.setUncaughtExceptionCaptureCallback(() => process.setUncaughtExceptionCaptureCallback(null))
  })
  const emit = process.emit
  process.emit = ((event: string, ...args: unknown[]) => {
    if (event === 'unhandledRejection' && process.listenerCount(event) === 0) return take(args[0], event)
    return Reflect.apply(emit, process, [event, ...args])
  }) as typeof process.emit
}
