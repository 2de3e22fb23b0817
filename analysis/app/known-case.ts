import { may, type Role } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'

/**
 * Those who see finished counts alone open a case that an analyst opened on this machine before, whatever asks, a window or a command: of
 * another file nothing is to be learnt by trying, and a case that others have open in their windows is not taken from them. Only analysts
 * bring a case into the list, so that what the list does not hold, or a list that cannot be read, is a refusal.
 * @param place the case's own path, links followed
 * @throws ExpectedError `ROLE_FORBIDDEN`
 */
export function refuseUnknownCase(role: Role, place: string, known: readonly { path: string }[]): void {
  if (may(role, 'opensAnyCase') || known.some(({ path }) => path === place)) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: 'a case that is not known here',
    detail: `the role "${role}" opens only a case that an analyst opened on this machine before`,
    remedy: 'Ask an analyst to open it here first.',
  })
}
