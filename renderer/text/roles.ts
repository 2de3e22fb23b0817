import type { Role } from '../../analysis/contract/index.ts'

export const roleWords: Record<Role, { readonly title: string; readonly sees: string }> = {
  hub: { title: 'Hub analyst', sees: 'police and health' },
  police: { title: 'Police analyst', sees: 'no treatment identities' },
  health: { title: 'Health analyst', sees: 'health and harm' },
  lead: { title: 'Enforcement lead', sees: 'released tables only' },
  reader: { title: 'Reader', sees: 'finished profiles only' },
}
