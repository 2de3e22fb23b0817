import { capabilities, type Role } from '../contract/index.ts'

/** The three ways by which anything leaves Hubline. */
export type Exit = 'anonymised' | 'identified' | 'outreach'

interface ExitRule {
  readonly roles: readonly Role[]
  /** What a table that leaves by it may hold. */
  readonly holds: 'nobody' | 'identities' | 'numbers'
  /** Whether the reference of a lawful authority must be given, and is logged. */
  readonly needsAuthority: boolean
}

/**
 * Who may use which exit, and for what. Nothing leaves by `outreach` yet: lists of numbers for customers of a line that was taken down
 * will, and by no other.
 */
export const exits: Readonly<Record<Exit, ExitRule>> = {
  anonymised: {
    roles: capabilities.exportsAnonymised,
    holds: 'nobody',
    needsAuthority: false,
  },
  identified: { roles: capabilities.exportsIdentities, holds: 'identities', needsAuthority: false },
  outreach: { roles: capabilities.exportsNumbers, holds: 'numbers', needsAuthority: true },
}
