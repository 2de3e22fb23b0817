import { oc } from '@orpc/contract'
import { errorMap } from './errors.ts'
import { capabilities, type LoggedAction, type Role, role } from './roles.ts'
import { type Subject, wholeCase } from './subject.ts'

/** What the router's middleware must know of a question before it is asked. */
export interface QuestionMeta {
  /** The Data Protection Act 2018 s.62 operation that the log records; `none` for questions about the program itself. */
  action: Exclude<LoggedAction, 'refused'>
  /** Roles that may ask; the engine refuses the others with `ROLE_FORBIDDEN`. */
  roles: readonly Role[]
  /** False for questions that make sense with no case open. */
  needsCase: boolean
  /** What of the input the log names. */
  subject: Subject
}

export const everyRole: readonly Role[] = role.options
const analystRoles: readonly Role[] = capabilities.asksAsAnalyst

const base = oc
  .$meta<QuestionMeta>({ action: 'consultation', roles: analystRoles, needsCase: true, subject: wholeCase })
  .errors(errorMap)

/** Starts the definition of one question; every question declares the same expected errors. */
export function question(meta: Partial<QuestionMeta> & Pick<QuestionMeta, 'subject'>) {
  return base.meta({ action: 'consultation', roles: analystRoles, needsCase: true, ...meta })
}
