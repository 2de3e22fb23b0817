import { absences } from '../../kinds/lists.ts'
import { groups, notRecorded, outsideCounty, positive, restOfCounty } from '../codes.ts'
import { dayWords, endsMonth, periodWords } from '../months.ts'
import { kindNames } from '../tables-coverage.ts'
import { joinRuns, listWords, numberOf, type TextRun } from '../words.ts'
import { crimeClaim } from './crime.ts'
import { demandClaim } from './demand.ts'
import { gapsClaim } from './gaps.ts'
import { harmClaim } from './harm.ts'
import { paragraph, type SectionDraft, type SectionInput, type SectionParagraph } from './section.ts'
import { treatmentClaim } from './treatment.ts'

/** The summary: the claims of the sections, one sentence each. */
export function summary(input: SectionInput, supplyClaim: readonly TextRun[]): SectionDraft {
  const claims: [string, readonly TextRun[]][] = [
    ['supply', supplyClaim],
    ['demand', demandClaim(input)],
    ['harm', harmClaim(input)],
    ['treatment', treatmentClaim(input)],
    ['crime', crimeClaim(input)],
    ['gaps', gapsClaim(input)],
  ]
  const said = claims.filter(([, runs]) => runs.length > 0)
  return {
    sectionId: 'summary',
    title: 'Summary',
    claim: said.find(([id]) => id === 'demand')?.[1] ?? said[0]?.[1] ?? [],
    paragraphs: said
      .filter(
        ([id], index) => id !== 'demand' && !(index === 0 && !said.some(([other]) => other === 'demand')),
      )
      .map(([id, runs]): SectionParagraph => ({ paragraphId: `summary.${id}`, runs })),
    charts: [],
    tables: [],
    cannotSay: [
      'This profile counts what sources recorded. It says nothing of people whom no source recorded, and nothing of any one person.',
    ],
    missing:
      input.scope.kinds.size === 0
        ? [{ kind: 'sources', why: 'nothing is loaded yet, so nothing can be said' }]
        : [],
  }
}

/** Recommendations: each rests on a figure, and is the analyst's to edit. */
export function recommendations(input: SectionInput): SectionDraft {
  const { figures, say, scope, sources } = input
  const drafts: [string, TextRun[]][] = []
  const add = (id: string, runs: TextRun[]) => drafts.push([`recommendations.${id}`, runs])
  if (
    figures.has('demand.groups') &&
    numberOf(figures.figure('demand.groups', groups.notKnown).value) !== 0
  ) {
    const top = figures.has('demand.areas')
      ? figures.largest('demand.areas', [restOfCounty, outsideCounty, notRecorded], groups.notKnown)
      : null
    add(
      'outreach',
      say`Reach people who buy from the lines and are not yet engaged with any service (${figures.figure('demand.groups', groups.notKnown)})${top ? `, beginning with outreach in ${top.code}` : ''}. Confirm treatment capacity before any enforcement that would cut off supply.`,
    )
  }
  if (figures.has('harm.known') && numberOf(figures.figure('harm.known', groups.notKnown).value) !== 0)
    add(
      'overdose',
      say`Offer follow-up after every non-fatal overdose: ${figures.figure('harm.known', groups.notKnown)} people whom overdose and death reports name were known to no service.`,
    )
  if (figures.has('supply.homes'))
    add(
      'exporters',
      say`Share the areas named in section 3 with the forces that police them, and ask which lines they know.`,
    )
  if (figures.has('commodities.tests'))
    add(
      'tests',
      say`Check that each positive test on arrest (${figures.figure('commodities.tests', positive)}) led to an assessment; the assessments are not loaded.`,
    )
  const without = sources.filter((source) => source.without_agreement > 0)
  if (without.length > 0)
    add(
      'agreements',
      say`Record a sharing agreement for ${listWords(without.map((source) => (kindNames[source.kind] ?? source.kind).toLowerCase()))} before the next edition.`,
    )
  const absent = absences.flatMap(({ kind, askFor }) => (askFor && !scope.kinds.has(kind) ? [askFor] : []))
  if (absent.length > 0)
    add(
      'sources',
      say`Ask partners for ${listWords(absent)}; the sections that lack them say what they would tell.`,
    )
  return {
    sectionId: 'recommendations',
    title: 'Recommendations',
    claim: drafts.length > 0 ? say`Diversion first: reach people before, during and after enforcement.` : [],
    paragraphs: drafts.map(([paragraphId, runs]) => ({ paragraphId, runs })),
    charts: [],
    tables: [],
    cannotSay: [
      'Recommendations are drafted from figures by rule and edited by the analyst; they do not weigh cost or local knowledge.',
    ],
    missing: [],
  }
}

/** Method and data notes. */
export function method(input: SectionInput): SectionDraft {
  const { scope, policy, say, sources } = input
  const period = scope.from && scope.to ? periodWords(scope.from, scope.to) : 'no period'
  return {
    sectionId: 'method',
    title: 'Method and data notes',
    claim: say`Every figure is a count of loaded rows, suppressed and rounded before it is written.`,
    paragraphs: [
      ...paragraph(
        'method.period',
        joinRuns(
          say`The profile describes ${period}; the data end on ${scope.to ? dayWords(scope.to) : 'no day'}.`,
          scope.to && !endsMonth(scope.to)
            ? say`Comparisons over time leave out the last, incomplete month.`
            : [],
          say`Sources: ${listWords(sources.map((source) => (kindNames[source.kind] ?? source.kind).toLowerCase()))}.`,
        ),
      ),
      ...paragraph('method.disclosure', say`${policy.words}`),
      ...paragraph(
        'method.people',
        say`Numbers and records are tied to people by exact and probabilistic linkage; a person is counted once, however many records or phones are theirs. What services know of a person is judged on the last day of the data, or of the month where a table goes by month.`,
      ),
      ...paragraph(
        'method.lines',
        say`A deal line is found from how it communicates: bulk texts, bursts of calls after them, calls back, working hours, changes of SIM. A person buys from a line if their number received its bulk texts, or called and was called back. Only lines at or above the threshold, or accepted by an analyst, are counted.`,
      ),
      ...paragraph(
        'method.areas',
        say`The county's own areas are the districts in which its crime, stops and harm were recorded; any other home area counts as outside. Areas are shown, never points.`,
      ),
    ],
    charts: [],
    tables: [],
    cannotSay: [
      'Linkage makes mistakes in both directions; the size of them is measured on synthetic data only.',
    ],
    missing: [],
  }
}
