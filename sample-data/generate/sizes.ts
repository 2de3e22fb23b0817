export type CountySize = 'small' | 'county' | 'region'

export type SizeParameters = {
  firstDay: string
  lastDay: string
  seizedPhones: number
  lines: number
  lookAlikes: number
  callTargetPeople: number
  users: number
  otherArrestees: number
  otherTreatment: number
  publicNumbers: number
  custodyRecords: number
  treatmentEpisodes: number
  programmeClients: number
  nominals: number
  deaths: number
  overdoses: number
  ambulanceCalls: number
  crimesPerMonth: number
  everydaySessionsPerDay: number
  callWindowDays: number
  phoneWindowDays: number
}

export const sizes: Record<CountySize, SizeParameters> = {
  small: {
    firstDay: '2026-01-01',
    lastDay: '2026-06-30',
    seizedPhones: 40,
    lines: 14,
    lookAlikes: 26,
    callTargetPeople: 16,
    users: 620,
    otherArrestees: 620,
    otherTreatment: 260,
    publicNumbers: 5000,
    custodyRecords: 2000,
    treatmentEpisodes: 900,
    programmeClients: 90,
    nominals: 700,
    deaths: 24,
    overdoses: 110,
    ambulanceCalls: 260,
    crimesPerMonth: 420,
    everydaySessionsPerDay: 3,
    callWindowDays: 90,
    phoneWindowDays: 120,
  },
  county: {
    firstDay: '2025-07-01',
    lastDay: '2026-06-30',
    seizedPhones: 250,
    lines: 40,
    lookAlikes: 110,
    callTargetPeople: 240,
    users: 3600,
    otherArrestees: 3900,
    otherTreatment: 1500,
    publicNumbers: 30000,
    custodyRecords: 12000,
    treatmentEpisodes: 6000,
    programmeClients: 420,
    nominals: 4200,
    deaths: 90,
    overdoses: 620,
    ambulanceCalls: 1500,
    crimesPerMonth: 2600,
    everydaySessionsPerDay: 11,
    callWindowDays: 180,
    phoneWindowDays: 240,
  },
  region: {
    firstDay: '2025-07-01',
    lastDay: '2026-06-30',
    seizedPhones: 1250,
    lines: 200,
    lookAlikes: 550,
    callTargetPeople: 1200,
    users: 18000,
    otherArrestees: 19500,
    otherTreatment: 7500,
    publicNumbers: 120000,
    custodyRecords: 60000,
    treatmentEpisodes: 30000,
    programmeClients: 2100,
    nominals: 21000,
    deaths: 450,
    overdoses: 3100,
    ambulanceCalls: 7500,
    crimesPerMonth: 13000,
    everydaySessionsPerDay: 11,
    callWindowDays: 180,
    phoneWindowDays: 240,
  },
}
