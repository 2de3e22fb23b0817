export const jobs = [
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
export type Job = (typeof jobs)[number]
