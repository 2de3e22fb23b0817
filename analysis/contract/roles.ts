import { z } from 'zod'

/**
 * `hub` reads both sides as the agreements allow; `police` never sees treatment identities;
 * `lead` and `reader` see released tables only.
 */
export const role = z.enum(['police', 'health', 'hub', 'lead', 'reader'])
export type Role = z.infer<typeof role>

/** As a menu lists them: who reads most first. */
export const rolesInMenus: readonly Role[] = ['hub', 'police', 'health', 'lead', 'reader']

const analysts: readonly Role[] = ['police', 'health', 'hub']

/**
 * What each role may do, for the engine and for the window. It is data and refuses nothing by itself: the engine does, by the roles of each
 * question and by its exits, and `analysis/visibility` by what it shows to each role.
 */
export const capabilities = {
  /** Asks about lines, people, places and sources, as far as its rows let it. */
  asksAsAnalyst: analysts,
  /** Rows of sources and what they say of one person; of which kinds, each kind declares. */
  readsRows: analysts,
  /** Who is in treatment or on the programme, person by person, and exact counts of it. */
  readsGroups: ['health', 'hub'],
  /** Protected counts of the groups and of journeys, and the draft of the profile. */
  readsCounts: [...analysts, 'lead'],
  /** The people behind a step from arrest to treatment, which joins police and health. */
  readsPeopleOfSteps: ['hub'],
  readsLog: ['hub'],
  asksFreeQueries: ['hub'],
  /** Loads files, decides, writes paragraphs, releases. */
  edits: analysts,
  /** Takes a file and all that came from it out of the case. */
  erases: ['hub'],
  /** Opens a case that nobody opened on this machine before. */
  opensAnyCase: analysts,
  /** Says where copies of the whole case go, and restores them. */
  keepsCopies: ['hub'],
  exportsAnonymised: role.options,
  exportsIdentities: analysts,
  exportsNumbers: ['police', 'hub'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
type Capability = keyof typeof capabilities

export const may = (asking: Role, capability: Capability): boolean =>
  (capabilities[capability] as readonly Role[]).includes(asking)

/**
 * Data Protection Act 2018, section 62(1); beside it `session`, a role declared, and `refused`, a question that was not answered. A
 * question never declares `refused`.
 */
export const loggedAction = z.enum([
  'none',
  'collection',
  'alteration',
  'consultation',
  'disclosure',
  'combination',
  'erasure',
  'session',
  'refused',
])
export type LoggedAction = z.infer<typeof loggedAction>
