import type { OpenCase } from '../case/open-case.ts'
import { may, type ProfileDocument, policyName, type Role } from '../contract/index.ts'
import type { PolicyName } from '../disclosure/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { readEditorialState } from './editions.ts'
import { policyTitle } from './words.ts'

/**
 * The policy under which a role sees protected counts: an analyst under any, everybody else under that of the case's newest release, and
 * NDTMS before the first. The same counts under two policies tell together what each hides.
 * @param asked undefined for the policy of the case
 * @throws ExpectedError `ROLE_FORBIDDEN`
 */
export async function policyFor(
  current: OpenCase,
  role: Role,
  asked: PolicyName | undefined,
  signal: AbortSignal,
): Promise<PolicyName> {
  const isAnalyst = may(role, 'edits')
  if (isAnalyst && asked !== undefined) return asked
  const { released } = await readEditorialState(current, signal)
  const found = policyName.safeParse(released.at(-1)?.policy)
  const ofCase = found.success ? found.data : 'ndtms'
  if (isAnalyst || asked === undefined || asked === ofCase) return ofCase
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: 'policy',
    detail: `the role "${role}" sees counts under one policy, that of the case: ${policyTitle(ofCase)}`,
    remedy: 'Ask for it without a policy, or ask an analyst to release it under another.',
  })
}

/** What did not pass, without the counts that it was found at, for who is not to know which counts are small. */
export const withoutCounts = (document: ProfileDocument): ProfileDocument => ({
  ...document,
  checks: document.checks.map((check) =>
    check.state === 'refused' ? { ...check, words: 'not passed: ask an analyst to look' } : check,
  ),
})
