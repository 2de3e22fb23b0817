import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useNetworkChoices } from './network-choices.ts'

/** Words that choose one node or group in the picture. */
export const PickLink = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => {
  const change = useNetworkChoices((choices) => choices.change)
  return (
    <Button kind="link" onClick={() => change({ picked: [id] })}>
      {children}
    </Button>
  )
}
