import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { Schemas } from '../../../api/client.ts'
import { QrCode } from '../../../shared/access/qr-code.tsx'
import { Note } from '../../../shared/feedback/note.tsx'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import { copyText } from '../../../shared/text/copy-text.ts'
import classes from './pairing.module.css'
import { PhaseHead } from './phase-head.tsx'
import { Remaining } from './remaining.tsx'
import type { Invited, PairingCode } from './use-pairing-code.ts'

interface ShowCodeProps {
  made: Schemas['NewPairingCode']
  code: PairingCode | undefined
  invited: Invited | null
}

/** An address that other devices do not reach. */
function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
}

/** The code for the new device: to be scanned, to be typed, or to be sent as a link. */
export function ShowCode({ made, code, invited }: ShowCodeProps) {
  const [isCopied, setCopied] = useState(false)
  const { host, hostname, pathname } = new URL(made.link)
  const typedEnded = code?.typed_code_ended === true
  const copy = () => copyText(made.link).then(() => setCopied(true), sayFailure)
  return (
    <>
      <PhaseHead>Scan this with the camera of the {invited === null ? 'phone' : 'new device'}</PhaseHead>
      {isThisMachine(hostname) && (
        <Note tone="warn">
          <b>Other devices do not reach {hostname}.</b> Open these pages at the address of this machine in the network,
          and start the service with HOST=0.0.0.0.
        </Note>
      )}
      <div className={classes.code}>
        <QrCode text={made.link} label="QR code with the link for the new device" />
        <div className={classes.typed}>
          {typedEnded ? (
            <p>Too many wrong codes were typed, so this one can only be scanned now.</p>
          ) : (
            <>
              <p>
                Or open <b className={classes.address}>{host + pathname}</b> there, and type
              </p>
              <b className={`mono ${classes.letters}`}>{made.typed_code}</b>
            </>
          )}
          <Button
            leftSection={isCopied ? <IconCheck size={15} stroke={1.75} /> : <IconCopy size={15} stroke={1.75} />}
            onClick={() => void copy()}
          >
            {isCopied ? 'Link copied' : 'Copy the link'}
          </Button>
          <p className={classes.quiet}>
            For one device, <Remaining until={code?.expires_at ?? made.expires_at} />. It ends when you close this.
          </p>
        </div>
      </div>
    </>
  )
}
