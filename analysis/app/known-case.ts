import { may, type Role } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'

/**
 * Roles that see only finished counts may open only a case that an analyst opened on this machine before, from a window or a command: they
 * must not learn about other files by trying paths, or take a case from users who have it open. Only analysts add cases to the list. A case
 * that is not in the list is refused, also if the list cannot be read.
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
