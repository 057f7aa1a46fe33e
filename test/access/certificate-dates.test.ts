import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import forge from 'node-forge'
import t from 'tap'
import { demandCurrent, readTlsPair } from '../../plugins/tls/tls-pair.ts'

const DAY_MS = 86_400_000

/** A certificate that is good between two days from now. */
function certificate(fromDays: number, toDays: number) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const signer = forge.pki.privateKeyFromPem(key)
  const made = forge.pki.createCertificate()
  made.publicKey = forge.pki.setRsaPublicKey(signer.n, signer.e)
  made.validity.notBefore = new Date(Date.now() + fromDays * DAY_MS)
  made.validity.notAfter = new Date(Date.now() + toDays * DAY_MS)
  made.setSubject([{ name: 'commonName', value: 'parts.lab' }])
  made.setIssuer([{ name: 'commonName', value: 'parts.lab' }])
  made.sign(signer, forge.md.sha256.create())
  return { cert: forge.pki.certificateToPem(made), key }
}

t.test('a certificate that browsers do not take now is told from one that they take', async (t) => {
  const dir = t.testdir()
  for (const { from, to, message } of [
    { from: -10, to: -1, message: /^the certificate ended at \d{4}-/ },
    { from: 1, to: 10, message: /^the certificate is not valid before \d{4}-/ },
    { from: -1, to: 10, message: null },
  ]) {
    const { cert, key } = certificate(from, to)
    const files = { certFile: join(dir, 'a.crt'), keyFile: join(dir, 'a.key') }
    await writeFile(files.certFile, cert)
    await writeFile(files.keyFile, key)
    const pair = await readTlsPair(files)
    if (message === null) t.doesNotThrow(() => demandCurrent(pair))
    else t.throws(() => demandCurrent(pair), { message })
  }
})
