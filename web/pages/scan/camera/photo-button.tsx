import { Button, FileButton } from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { sayFailure } from '../../../shared/feedback/undo.tsx'

/** Reads the code in a photo, where there is no moving picture: on a page without HTTPS, or where the camera is refused. */
export function PhotoButton({ onCode, primary }: { onCode: (code: string) => void; primary: boolean }) {
  const read = useMutation({
    mutationFn: async (file: File) => {
      const { decode } = await import('./decoder.ts')
      const seen = await decode(file)
      if (seen === null) throw new Error('There is no code in this photo. Go nearer, with light from the side')
      return seen.text
    },
    onSuccess: onCode,
    onError: sayFailure,
  })
  return (
    <FileButton accept="image/*" capture="environment" onChange={(file) => file !== null && read.mutate(file)}>
      {(props) => (
        <Button
          {...props}
          variant={primary ? 'filled' : 'default'}
          leftSection={<IconCamera size={16} stroke={1.75} />}
          loading={read.isPending}
        >
          Take a photo
        </Button>
      )}
    </FileButton>
  )
}
