import { Type } from 'typebox'

const optionalText = (description: string) =>
  Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null, description })

export const storage = Type.Object(
  {
    S3_ENDPOINT_URL: Type.Union([Type.String({ minLength: 1 }), Type.Null()], {
      default: null,
      examples: ['https://minio.example.com:9000'],
      description: 'S3-compatible store for files, addressed by path. Not set: files are kept in DATA_DIR/blobs.',
    }),
    S3_ACCESS_KEY_ID: optionalText("Access key. Neither key set: the AWS SDK's own ways to find credentials."),
    S3_SECRET_ACCESS_KEY: optionalText('Secret key that belongs to S3_ACCESS_KEY_ID.'),
    S3_BUCKET_NAME: Type.String({
      minLength: 3,
      default: 'electronics-inventory-part-attachments',
      description: 'The one bucket for all files. It is created when it is missing.',
    }),
    S3_REGION: Type.String({ minLength: 1, default: 'us-east-1', description: 'Region of the bucket.' }),
    S3_USE_SSL: Type.Boolean({
      default: false,
      description: 'Whether an S3_ENDPOINT_URL without a scheme of its own means https.',
    }),
  },
  { title: 'File storage' },
)
