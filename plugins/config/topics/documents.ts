import { Type } from 'typebox'

const folder = (description: string) =>
  Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null, description })

export const documents = Type.Object(
  {
    MAX_IMAGE_SIZE: Type.Integer({
      minimum: 1,
      default: 10_485_760,
      description: 'Greatest size of a stored image in bytes, logos of sellers included.',
    }),
    MAX_FILE_SIZE: Type.Integer({
      minimum: 1,
      maximum: 2_147_483_647,
      default: 104_857_600,
      description: 'Greatest size of any other stored file, and of what is downloaded for users, in bytes.',
    }),
    ALLOWED_IMAGE_TYPES: Type.Array(Type.String({ pattern: '^image/' }), {
      default: ['image/jpeg', 'image/png', 'image/webp', 'image/svg+xml'],
      description:
        'Image types that are stored. All of these can be shown: image/jpeg, image/png, image/webp, image/svg+xml, image/gif, image/avif, image/tiff, image/bmp, image/vnd.microsoft.icon.',
    }),
    ALLOWED_FILE_TYPES: Type.Array(Type.String({ pattern: '/' }), {
      default: ['application/pdf'],
      description: 'Other types that are stored.',
    }),
    THUMBNAIL_STORAGE_PATH: folder('Folder of the cached thumbnails. Not set: DATA_DIR/thumbnails.'),
    DOWNLOAD_CACHE_BASE_PATH: folder('Folder of cached downloads. Not set: DATA_DIR/downloads.'),
    DOWNLOAD_CACHE_CLEANUP_HOURS: Type.Integer({
      minimum: 1,
      default: 24,
      description: 'Age in hours at which cached downloads are removed.',
    }),
    OUTBOUND_ALLOW_PRIVATE: Type.Boolean({
      default: false,
      description:
        'Lets downloads for users reach private and loopback addresses. In testing, loopback is open anyway.',
    }),
    OUTBOUND_ALLOWED_HOSTS: Type.Array(Type.String({ minLength: 1 }), {
      default: [],
      description: 'Host names that downloads for users may reach wherever they lead.',
    }),
    OUTBOUND_TIMEOUT_SECONDS: Type.Integer({
      minimum: 1,
      maximum: 3600,
      default: 30,
      description: 'Seconds that a download for users may take in all, redirects included.',
    }),
    PART_DOCUMENTS_TIMEOUT_SECONDS: Type.Integer({
      minimum: 1,
      maximum: 3600,
      default: 60,
      description: 'Seconds that fetching all documents of a new part may take together.',
    }),
    PART_DOCUMENTS_MAX_SIZE: Type.Integer({
      minimum: 1,
      default: 209_715_200,
      description: 'Greatest size of all documents of a new part together, in bytes.',
    }),
    CAS_REQUIRE_AUTH: Type.Boolean({
      default: false,
      description:
        'Whether stored files need the role of a reader. Off: whoever knows the address of a file may read it.',
    }),
  },
  { title: 'Documents' },
)
