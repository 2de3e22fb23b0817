import { oc } from '@orpc/contract'
import { errorMap } from './errors.ts'
import type { LoggedAction, Role } from './roles.ts'

/** What the router's middleware must know of a question before it is asked. */
export interface QuestionMeta {
  /** The Data Protection Act 2018 s.62 operation that the log records; `none` for questions about the program itself. */
  action: LoggedAction
  /** Roles that may ask; the engine refuses the others with `ROLE_FORBIDDEN`. */
  roles: readonly Role[]
  /** False for questions that make sense with no case open. */
  needsCase: boolean
}

export const everyRole: readonly Role[] = ['police', 'health', 'hub', 'lead', 'reader']
export const analystRoles: readonly Role[] = ['police', 'health', 'hub']

const base = oc
  .$meta<QuestionMeta>({ action: 'consultation', roles: analystRoles, needsCase: true })
  .errors(errorMap)

/** Starts the definition of one question; every question declares the same expected errors. */
export function question(meta: Partial<QuestionMeta> = {}) {
  return base.meta({ action: 'consultation', roles: analystRoles, needsCase: true, ...meta })
}
