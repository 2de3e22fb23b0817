import { userInfo } from 'node:os'
import { type Session, session } from '../contract/index.ts'

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

/** The name of the switch that hands the desktop window its first session. */
export const sessionSwitch = 'session'

/** A session as the text of a switch. */
export const sessionAsText = (declared: Session): string =>
  Buffer.from(JSON.stringify(declared)).toString('base64url')

/** The session of a switch's text: undeclared if there is no text, a reader's if the text cannot be read. */
export function sessionOfText(text: string): Session {
  const undeclared = undeclaredSession()
  if (text === '') return undeclared
  try {
    return session.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    return { ...undeclared, role: 'reader' }
  }
}
