import { generateKeyPair, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import forge from 'node-forge'

/** A certificate and its private key in PEM form. */
export interface CertificateAndKey {
  cert: string
  key: string
}

const KEY_BITS = 2048
const DAY_MS = 86_400_000
const AUTHORITY_DAYS = 3650
/** What browsers accept of an authority that people have installed. */
export const CERTIFICATE_DAYS = 825
/** Clocks of phones differ. */
const EARLIER_MS = DAY_MS

const SERIAL_BYTES = 16
const DNS_NAME = 2
const IP_ADDRESS = 7

/** A key of the platform's own making: that of a library in JavaScript takes seconds. */
async function newKey(): Promise<string> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_BITS })
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function publicKeyOf(key: forge.pki.rsa.PrivateKey): forge.pki.rsa.PublicKey {
  return forge.pki.setRsaPublicKey(key.n, key.e)
}

/** A serial number is positive: its first bit is not set. */
function newSerial(): string {
  const bytes = randomBytes(SERIAL_BYTES)
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0)
  return bytes.toString('hex')
}

interface CertificateParts {
  commonName: string
  days: number
  publicKey: forge.pki.rsa.PublicKey
  issuer: forge.pki.CertificateField[] | null
  extensions: object[]
  signedBy: forge.pki.rsa.PrivateKey
}

function makeCertificate({ commonName, days, publicKey, issuer, extensions, signedBy }: CertificateParts): string {
  const certificate = forge.pki.createCertificate()
  const subject = [{ name: 'commonName', value: commonName }]
  certificate.publicKey = publicKey
  certificate.serialNumber = newSerial()
  certificate.validity.notBefore = new Date(Date.now() - EARLIER_MS)
  certificate.validity.notAfter = new Date(Date.now() - EARLIER_MS + days * DAY_MS)
  certificate.setSubject(subject)
  certificate.setIssuer(issuer ?? subject)
  certificate.setExtensions(extensions)
  certificate.sign(signedBy, forge.md.sha256.create())
  return forge.pki.certificateToPem(certificate)
}

/** Makes an authority of its own, good for ten years. */
export async function makeAuthority(name: string): Promise<CertificateAndKey> {
  const key = await newKey()
  const privateKey = forge.pki.privateKeyFromPem(key)
  const cert = makeCertificate({
    commonName: name,
    days: AUTHORITY_DAYS,
    publicKey: publicKeyOf(privateKey),
    issuer: null,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      { name: 'subjectKeyIdentifier' },
    ],
    signedBy: privateKey,
  })
  return { cert, key }
}

/**
 * Makes a certificate for a server, signed by an authority.
 *
 * @param hosts host names and addresses under which browsers reach the server.
 */
export async function signServer(authority: CertificateAndKey, hosts: readonly string[]): Promise<CertificateAndKey> {
  const key = await newKey()
  const issuer = forge.pki.certificateFromPem(authority.cert)
  const altNames = hosts.map((host) =>
    isIP(host) === 0 ? { type: DNS_NAME, value: host } : { type: IP_ADDRESS, ip: host },
  )
  const cert = makeCertificate({
    commonName: hosts[0] ?? 'localhost',
    days: CERTIFICATE_DAYS,
    publicKey: publicKeyOf(forge.pki.privateKeyFromPem(key)),
    issuer: issuer.subject.attributes,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
      { name: 'subjectKeyIdentifier' },
      { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
    ],
    signedBy: forge.pki.privateKeyFromPem(authority.key),
  })
  return { cert, key }
}
