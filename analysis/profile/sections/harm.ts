import { groups, harmKinds, notRecorded } from '../codes.ts'
import { total } from '../count-table.ts'
import { monthBefore, monthWords } from '../months.ts'
import { direction, joinRuns, share, type TextRun } from '../words.ts'
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
export function harmClaim(input: SectionInput): TextRun[] {
  const { figures, say, policy, scope } = input
  if (!figures.has('harm.kinds')) return []
  const months = firstAndLast(scope, 'harm.kinds')
  const moved = months
    ? direction(
        figures.figure('harm.kinds', months.first).value,
        figures.figure('harm.kinds', months.last).value,
        policy,
      )
    : null
  const deaths = figures.figure('harm.kinds', total, harmKinds[0])
  return moved && months
    ? say`Reports of overdoses and deaths ${moved}${moved === 'stayed about the same' ? '' : ` between ${monthBefore(months.first, months.last)} and ${monthWords(months.last)}`}; there were ${deaths} deaths in the period.`
    : say`There were ${figures.figure('harm.kinds')} reports of overdoses and deaths; ${deaths} were deaths.`
}

/** Harm: deaths, overdoses and calls; who of those harmed a service knew. */
export function harm(input: SectionInput): SectionDraft {
  const { figures, say } = input
  const has = figures.has('harm.kinds')
  const known = figures.has('harm.known')
  const unknownShare = known
    ? share(figures.figure('harm.known', groups.notKnown).value, figures.figure('harm.known').value)
    : null
  const age = figures.has('harm.ages') ? figures.largest('harm.ages', [notRecorded]) : null
  return {
    sectionId: 'harm',
    title: 'Harm',
    claim: harmClaim(input),
    paragraphs: [
      ...paragraph(
        'harm.kinds',
        has
          ? joinRuns(
              say`In the period there were ${figures.figure('harm.kinds', total, harmKinds[0])} suspected or confirmed deaths, ${figures.figure('harm.kinds', total, harmKinds[1])} non-fatal overdoses and ${figures.figure('harm.kinds', total, harmKinds[2])} ambulance or naloxone calls.`,
              age
                ? say`People aged ${age.code.replace(' and over', ' or over')} are the largest group (${age.figure} reports).`
                : [],
            )
          : [],
      ),
      ...paragraph(
        'harm.known',
        known
          ? say`Of ${figures.figure('harm.known')} people whom a report names, ${figures.figure('harm.known', groups.notKnown)} were known to no service${unknownShare ? ` (${unknownShare})` : ''}, ${figures.figure('harm.known', groups.mainstream)} were in treatment records and ${figures.figure('harm.known', groups.programme)} in the programme.`
          : [],
      ),
    ],
    charts: monthChart(
      input,
      {
        chartId: 'harm.months',
        title: 'Overdoses, deaths and calls by month',
        unit: 'reports a month',
        source: 'Overdose and death reports; suspected and confirmed deaths together.',
      },
      [
        { name: 'Ambulance or naloxone', meaning: 'neutral', tableId: 'harm.kinds', column: harmKinds[2] },
        {
          name: 'Non-fatal overdoses',
          meaning: 'harm',
          tableId: 'harm.kinds',
          column: harmKinds[1],
          dashed: true,
        },
        { name: 'Deaths', meaning: 'harm', tableId: 'harm.kinds', column: harmKinds[0] },
      ],
    ),
    tables: tablesOf(input, 'harm.kinds', 'harm.known', 'harm.ages'),
    cannotSay: [
      'Registration of deaths is delayed, and a suspected death may turn out to have another cause.',
      'One event can be reported by several services; reports are counted, not events joined across services.',
      'Admissions to hospital count admissions, not people, and none are loaded.',
    ],
    missing: missingKinds(input, {
      harm: 'deaths, overdoses and naloxone calls: without them no harm can be described',
      hospital: 'admissions and attendances, a headline measure of the national framework',
      'harm-reduction': 'naloxone and needles given, beside the overdoses',
    }),
  }
}
