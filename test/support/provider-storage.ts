import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** Keeps what a provider has issued in memory, so that it survives when the provider is made anew with other keys. */
export function providerStorage(): AdapterFactory {
  const stored = new Map<string, AdapterPayload>()

  return (model: string): Adapter => ({
    async upsert(id, payload) {
      stored.set(`${model}:${id}`, payload)
    },
    async find(id) {
      return stored.get(`${model}:${id}`)
    },
    async findByUid(uid) {
      return [...stored.values()].find((each) => each.uid === uid && each.kind === model)
    },
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      const payload = stored.get(`${model}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
    async destroy(id) {
      stored.delete(`${model}:${id}`)
    },
    async revokeByGrantId(grantId) {
      for (const [key, payload] of stored) if (payload.grantId === grantId) stored.delete(key)
    },
  })
}
