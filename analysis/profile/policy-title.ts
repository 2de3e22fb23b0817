const policyTitles: Readonly<Record<string, string>> = {
  ndtms: 'NDTMS',
  nhs: 'NHS',
  'ons-10-5': 'ONS 10-5',
}

export const policyTitle = (name: string): string => policyTitles[name] ?? name
