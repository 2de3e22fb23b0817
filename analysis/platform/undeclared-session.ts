import { userInfo } from 'node:os'
import type { Session } from '../contract/index.ts'

/** The session of a user who declared nothing: the system's user name, role `hub`, purpose unspecified (and the log says so). */
export function undeclaredSession(): Session {
  const user = (() => {
    try {
      return userInfo().username
    } catch {
      return 'unknown'
    }
  })()
  return { person: user, role: 'hub', purpose: 'unspecified', purposeStated: false }
}
