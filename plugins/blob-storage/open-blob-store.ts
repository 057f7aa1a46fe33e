import { join, resolve } from 'node:path'
import type { Settings } from '../config/settings.ts'
import type { BlobStore } from './blob-store.ts'
import { FileStore } from './file-store.ts'

type StorageSettings = Pick<
  Settings,
  'dataDir' | 's3EndpointUrl' | 's3AccessKeyId' | 's3SecretAccessKey' | 's3BucketName' | 's3Region' | 's3UseSsl'
>

/** Opens the store that the settings name: a bucket of an S3-compatible store, or else a folder of the data folder. */
export async function openBlobStore(settings: StorageSettings): Promise<BlobStore> {
  const { dataDir, s3EndpointUrl: url, s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = settings
  if (url === null) return new FileStore(join(resolve(dataDir), 'blobs'))
  // The SDK is large: it is loaded only where it is used.
  const { S3Store } = await import('./s3-store.ts')
  return new S3Store({
    endpoint: /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `${settings.s3UseSsl ? 'https' : 'http'}://${url}`,
    region: settings.s3Region,
    bucket: settings.s3BucketName,
    credentials: accessKeyId === null || secretAccessKey === null ? null : { accessKeyId, secretAccessKey },
  })
}
