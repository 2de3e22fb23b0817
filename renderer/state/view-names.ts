export const viewNames = [
  'first',
  'sources',
  'people',
  'lines',
  'network',
  'map',
  'journeys',
  'warnings',
  'operations',
  'profile',
  'audit',
] as const
export type ViewName = (typeof viewNames)[number]
