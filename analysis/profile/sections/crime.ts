import { monthBefore, monthWords } from '../months.ts'
import { direction, joinRuns, share, type TextRun } from '../words.ts'
import {
  barChart,
  firstAndLast,
  followsPolice,
  missingKinds,
  monthChart,
  paragraph,
  type SectionDraft,
  type SectionInput,
  tablesOf,
} from './section.ts'

/** The claim of the section. */
export function crimeClaim(input: SectionInput): TextRun[] {
  const { figures, say, policy, scope } = input
  if (!figures.has('crime.types')) return []
  const months = figures.has('crime.months') ? firstAndLast(scope, 'crime.months') : null
  const moved = months
    ? direction(
        figures.figure('crime.months', months.first).value,
        figures.figure('crime.months', months.last).value,
        policy,
      )
    : null
  return moved && months
    ? say`Recorded drug crime ${moved}${moved === 'stayed about the same' ? ' over the period' : ` from ${monthBefore(months.first, months.last)} to ${monthWords(months.last)}`}.`
    : say`${figures.figure('crime.types', 'Drugs')} drug crimes were recorded.`
}

/** Recorded crime. Survey-based neighbourhood crime is never put beside it. */
export function crime(input: SectionInput): SectionDraft {
  const { figures, say } = input
  const has = figures.has('crime.types')
  const drugs = has
    ? share(figures.figure('crime.types', 'Drugs').value, figures.figure('crime.types').value)
    : null
  return {
    sectionId: 'crime',
    title: 'Crime',
    claim: crimeClaim(input),
    paragraphs: paragraph(
      'crime.types',
      has
        ? joinRuns(
            say`${figures.figure('crime.types')} crimes and incidents were recorded; ${figures.figure('crime.types', 'Drugs')} were drug crimes${drugs ? ` (${drugs})` : ''} and ${figures.figure('crime.types', 'Possession of weapons')} were for possession of weapons.`,
            say`There were ${figures.figure('crime.types', 'Robbery')} robberies and ${figures.figure('crime.types', 'Burglary')} burglaries.`,
          )
        : [],
    ),
    charts: [
      ...monthChart(
        input,
        {
          chartId: 'crime.months',
          title: 'Drug crimes recorded by month',
          unit: 'drug crimes a month',
          source: 'Recorded crime.',
        },
        [{ name: 'Drug crimes', meaning: 'neutral', tableId: 'crime.months' }],
      ),
      ...barChart(
        input,
        {
          chartId: 'crime.types',
          title: 'Recorded crime and incidents by type',
          unit: 'crimes and incidents',
          source: 'Recorded crime and incidents.',
        },
        [{ name: 'Recorded', meaning: 'neutral', tableId: 'crime.types' }],
        { sorted: true },
      ),
    ],
    tables: tablesOf(input, 'crime.areas'),
    cannotSay: [
      ...(has
        ? [`Drug crime is found by police: ${followsPolice.charAt(0).toLowerCase()}${followsPolice.slice(1)}`]
        : []),
      'Recorded crime is not neighbourhood crime as the national framework counts it, which comes from a survey.',
      'Whether a crime was committed to pay for drugs is not recorded.',
    ],
    missing: missingKinds(input, { crime: 'what is recorded, where and when' }),
  }
}
