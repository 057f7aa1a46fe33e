import type { FastifyInstance } from 'fastify'
import { Browser, signInAtProvider } from './browser.ts'
import { type BuildOptions, buildApp } from './build-app.ts'
import { freePort } from './free-port.ts'
import { type IdentityProvider, type ProviderOptions, startIdentityProvider } from './identity-provider.ts'
import type { Teardown } from './test-database.ts'

export interface SignInSetup {
  app: FastifyInstance
  provider: IdentityProvider
  /** Origin of the application, which listens there. */
  baseurl: string
  /** Everything that the service has logged, as it was written. */
  log: string[]
  /** Resolves when a line of the log contains this text. */
  logged(text: string): Promise<void>
}

export interface SetupOptions extends Partial<ProviderOptions> {
  /** Settings that differ; a function of the provider's issuer. */
  settings?: BuildOptions['settings'] | ((issuer: string) => BuildOptions['settings'])
  prepare?: BuildOptions['prepare']
  /** Of what the service logs; everything when not given. */
  logLevel?: 'trace' | 'warn'
}

/** Collects log lines at the most talkative level. */
export function collectLog(level: 'trace' | 'warn' = 'trace') {
  const lines: string[] = []
  const waiting: { text: string; resolve: () => void }[] = []
  const stream = {
    write(line: string) {
      lines.push(line)
      for (const { text, resolve } of waiting) if (line.includes(text)) resolve()
    },
  }
  const logged = (text: string) =>
    new Promise<void>((resolve) => {
      if (lines.some((line) => line.includes(text))) resolve()
      else waiting.push({ text, resolve })
    })
  return { lines, logged, logger: { level, stream } }
}

/** Starts an identity provider and a service that listens and lets people sign in there. */
export async function startSignIn(t: Teardown, options: SetupOptions = {}): Promise<SignInSetup> {
  const { settings, prepare, logLevel, ...provider } = options
  const port = await freePort()
  const baseurl = `http://127.0.0.1:${port}`
  const identityProvider = await startIdentityProvider(t, { baseurl, ...provider })
  const { lines, logged, logger } = collectLog(logLevel)
  const app = await buildApp(t, {
    settings: {
      ...identityProvider.settings,
      ...(typeof settings === 'function' ? settings(identityProvider.issuer) : settings),
    },
    server: { logger },
    ...(prepare && { prepare }),
  })
  await app.listen({ port, host: '127.0.0.1' })
  return { app, provider: identityProvider, baseurl, log: lines, logged }
}

/** Signs an account in with a browser of its own, through HTTP from the login to the callback. */
export async function signIn({ baseurl }: SignInSetup, account: string, redirect = '/parts?q=1'): Promise<Browser> {
  const browser = new Browser()
  const login = await browser.request(`${baseurl}/api/auth/login?redirect=${encodeURIComponent(redirect)}`)
  const location = login.headers.get('location') ?? ''
  const callback = await signInAtProvider(browser, location, account, `${baseurl}/api/auth/callback`)
  const done = await browser.request(callback)
  if (done.status !== 302) throw new Error(`the callback answered ${done.status}: ${await done.text()}`)
  return browser
}
