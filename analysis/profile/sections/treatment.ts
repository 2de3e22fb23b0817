import { dischargeReasons, groups } from '../codes.ts'
import { monthBefore, monthWords } from '../months.ts'
import { change, direction, joinRuns, share, type TextRun } from '../words.ts'
import {
  firstAndLast,
  missingKinds,
  monthChart,
  paragraph,
  type SectionDraft,
  type SectionInput,
  tablesOf,
} from './section.ts'

/** The claim of the section, and of the summary. */
export function treatmentClaim(input: SectionInput): TextRun[] {
  const { figures, say, policy, scope } = input
  if (figures.has('demand.groups') && figures.has('treatment.people'))
    return say`${figures.figure('demand.groups', groups.notKnown)} people who buy from the lines are not yet engaged with any service.`
  if (!figures.has('treatment.months')) return []
  const months = firstAndLast(scope, 'treatment.months')
  const moved = months
    ? direction(
        figures.figure('treatment.months', months.first).value,
        figures.figure('treatment.months', months.last).value,
        policy,
      )
    : null
  return moved ? say`The number of people in treatment ${moved} over the period.` : []
}

/** Treatment and unmet need. */
export function treatment(input: SectionInput): SectionDraft {
  const { figures, say, policy, scope } = input
  const months = figures.has('treatment.months') ? firstAndLast(scope, 'treatment.months') : null
  const ends = figures.has('treatment.ends')
  const completed = ends
    ? share(
        figures.figure('treatment.ends', dischargeReasons[0]).value,
        figures.figure('treatment.ends').value,
      )
    : null
  const left = ends ? figures.figure('treatment.ends', dischargeReasons[2]) : null
  const moved = months
    ? change(
        figures.figure('treatment.months', months.first).value,
        figures.figure('treatment.months', months.last).value,
        policy,
      )
    : null
  return {
    sectionId: 'treatment',
    title: 'Treatment and unmet need',
    claim: treatmentClaim(input),
    paragraphs: [
      ...paragraph(
        'treatment.people',
        figures.has('treatment.people')
          ? joinRuns(
              say`${figures.figure('treatment.people')} people were in treatment at some time in the period.`,
              months
                ? say`In ${monthWords(months.last)} there were ${figures.figure('treatment.months', months.last)}${moved ? `, ${moved} in ${monthBefore(months.first, months.last)}` : ''}.`
                : [],
            )
          : [],
      ),
      ...paragraph(
        'treatment.ends',
        ends
          ? say`${figures.figure('treatment.ends')} episodes ended: ${figures.figure('treatment.ends', dischargeReasons[0])} were completed${completed ? ` (${completed})` : ''} and in ${left!} the person left before completing.`
          : [],
      ),
      ...paragraph(
        'treatment.need',
        figures.has('demand.groups')
          ? say`Of the people buying from the lines, ${figures.figure('demand.groups', groups.notKnown)} are in no treatment or programme record: the least that unmet need can be, since people whose identity is not established (${figures.figure('demand.groups', groups.unattributed)}) are not among them.`
          : [],
      ),
    ],
    charts: monthChart(
      input,
      {
        chartId: 'treatment.months',
        title: 'People in treatment',
        unit: 'people a month',
        source: 'Treatment records. A person is counted once a month.',
      },
      [{ name: 'In treatment', meaning: 'treatment', tableId: 'treatment.months' }],
    ),
    tables: tablesOf(input, 'treatment.people', 'treatment.ends'),
    cannotSay: [
      'Successful completion is a proxy: it omits return within twelve months.',
      'Waiting times are not computed: referral dates are not loaded.',
      ...(figures.has('treatment.months')
        ? ['Treatment records arrive late, so the last months may be undercounted.']
        : []),
    ],
    missing: missingKinds(input, {
      treatment: 'who is in treatment, for what, and how it ends',
      programme: 'who is in the programme',
      prison: 'continuity of care needs receptions, releases, the need found and the transfer made',
      referrals: 'waiting times and who was referred by whom',
      services: 'capacity beside demand',
    }),
  }
}
