import { Type } from 'typebox'

const file = (description: string) =>
  Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null, description })

export const ownSignIn = Type.Object(
  {
    AUTH_MODE: Type.Union([Type.Literal('open'), Type.Literal('own'), Type.Literal('oidc'), Type.Null()], {
      default: null,
      description:
        'Who gets in. open: everybody on this machine, as its administrator. own: paired devices and access tokens. oidc: people of an identity provider, and access tokens. Not set: oidc with OIDC_ENABLED, else open.',
    }),
    DEVICE_SESSION_DAYS: Type.Integer({
      minimum: 1,
      maximum: 400,
      default: 90,
      description: 'Days after its last use for which a paired device stays signed in.',
    }),
    ACCESS_LOG_DAYS: Type.Integer({
      minimum: 1,
      maximum: 36_500,
      default: 90,
      description: 'Days for which the log of devices, people and access tokens is kept.',
    }),
    TLS_CERT_FILE: file(
      'File with the certificate, and those between it and the authority, in PEM form. With TLS_KEY_FILE, PORT speaks HTTPS. The file is read again when it changes.',
    ),
    TLS_KEY_FILE: file('File with the private key of TLS_CERT_FILE in PEM form, without a password.'),
  },
  { title: 'Devices, access tokens and HTTPS' },
)
