import type { ProfileChart } from '../../contract/index.ts'
import { ageBands, groups, identified, notRecorded, outsideCounty, restOfCounty } from '../codes.ts'
import { total } from '../count-table.ts'
import { dayWords, monthBefore, monthWords } from '../months.ts'
import type { Figure } from '../released-figures.ts'
import { change, direction, joinRuns, listWords, numberOf, share, type TextRun } from '../words.ts'
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
export function demandClaim(input: SectionInput): TextRun[] {
  const { figures, say, policy, scope } = input
  if (!figures.has('demand.groups')) return []
  const months = figures.has('demand.months') ? firstAndLast(scope, 'demand.months') : null
  const at = (month: string, group: string) => figures.figure('demand.months', month, group).value
  const moved = months ? direction(at(months.first, total), at(months.last, total), policy) : null
  if (months && moved && moved !== 'stayed about the same') {
    const numbers = [
      at(months.first, total),
      at(months.last, total),
      at(months.first, groups.notKnown),
      at(months.last, groups.notKnown),
    ].map(numberOf)
    const all = (numbers[1] ?? 0) - (numbers[0] ?? 0)
    const unknown = (numbers[3] ?? 0) - (numbers[2] ?? 0)
    const isMost = numbers.every((value) => value !== null) && unknown / all > 0.5
    const start =
      moved === 'rose' ? 'More people are buying from the lines' : 'Fewer people are buying from the lines'
    return isMost
      ? say`${start}, and most of the ${moved === 'rose' ? 'rise' : 'fall'} is among people whom no service yet knows.`
      : say`${start}: ${figures.figure('demand.months', months.last, total)} people and numbers that nobody is tied to in ${monthWords(months.last)}, against ${figures.figure('demand.months', months.first, total)} in ${monthBefore(months.first, months.last)}.`
  }
  const unmet = figures.figure('demand.groups', groups.notKnown)
  const named = figures.figure('demand.groups', identified)
  const untied = figures.figure('demand.groups', groups.unattributed)
  return say`${named} people whose identity is established buy from the lines, and ${untied} numbers that nobody is tied to; ${unmet} of the people are known to no service.`
}

/** Demand: people buying from the lines, what services know of them, and who they are as far as that may be said. */
export function demand(input: SectionInput): SectionDraft {
  const { figures, say, scope } = input
  const hasAreas = figures.has('demand.areas')
  const top = hasAreas
    ? figures.largest('demand.areas', [restOfCounty, outsideCounty, notRecorded], groups.notKnown)
    : null
  return {
    sectionId: 'demand',
    title: 'Demand',
    claim: demandClaim(input),
    paragraphs: [
      ...paragraph('demand.people', peopleWords(input)),
      ...paragraph('demand.months', monthsWords(input)),
      ...paragraph(
        'demand.areas',
        top
          ? say`Among people not yet engaged whose home is recorded, the largest number live in ${top.code} (${top.figure}).`
          : [],
      ),
      ...paragraph('demand.who', whoWords(input)),
    ],
    charts: chartOf(input),
    tables: tablesOf(
      input,
      'demand.groups',
      'demand.areas',
      'demand.ages',
      'demand.sexes',
      'demand.ethnicity',
    ),
    cannotSay: [
      'Phones seized follow police activity, so lines that were never touched have people buying from them who are not counted.',
      'A number shared by a household counts as one person; a person with an unknown second phone may count as two.',
      'A person is "not known to any service" when no loaded treatment or programme record is theirs; services whose records are not loaded may know them.',
    ],
    missing: [
      ...(scope.linesRun === null
        ? [
            {
              kind: 'lines',
              why: 'lines have not been looked for yet: without them nobody can be said to buy from one',
            },
          ]
        : []),
      ...(scope.linkageRun === null
        ? [{ kind: 'wash', why: 'people have not been washed yet: without it no number is tied to a person' }]
        : []),
      ...missingKinds(input, {
        phone: 'the lists of people buying from each line',
        treatment: 'who is known to mainstream treatment',
        programme: 'who is in the programme',
      }),
    ],
  }
}

const chartOf = (input: SectionInput): ProfileChart[] =>
  monthChart(
    input,
    {
      chartId: 'demand.months',
      title: 'People buying from the lines, by what services know of them',
      unit: 'people, and numbers that nobody is tied to, a month',
      source:
        'Seized phones and call records washed through custody, treatment and programme records. A person, or a number that nobody is tied to, is counted once a month.',
    },
    [
      {
        name: 'Identity not established',
        meaning: 'neutral',
        tableId: 'demand.months',
        column: groups.unattributed,
      },
      {
        name: 'Not known to any service',
        meaning: 'person',
        tableId: 'demand.months',
        column: groups.notKnown,
      },
      {
        name: 'In mainstream treatment',
        meaning: 'treatment',
        tableId: 'demand.months',
        column: groups.mainstream,
      },
      {
        name: 'In the programme',
        meaning: 'treatment',
        tableId: 'demand.months',
        column: groups.programme,
        dashed: true,
      },
    ],
  )

function peopleWords(input: SectionInput): TextRun[] {
  const { figures, say, scope } = input
  if (!figures.has('demand.groups')) return []
  const of = (group: string) => figures.figure('demand.groups', group)
  const unknownShare = share(of(groups.notKnown).value, of(identified).value)
  return joinRuns(
    say`${of(identified)} people whose identity is established bought from the lines in the period, and ${of(groups.unattributed)} numbers that nobody is tied to: ${of(total)} together.`,
    say`Of the people, on ${dayWords(scope.to)}, ${of(groups.notKnown)} were not known to any service${unknownShare ? ` (${unknownShare})` : ''}, ${of(groups.mainstream)} were in mainstream treatment records and ${of(groups.programme)} were in the programme.`,
  )
}

function monthsWords(input: SectionInput): TextRun[] {
  const { figures, say, policy, scope } = input
  const months = figures.has('demand.months') ? firstAndLast(scope, 'demand.months') : null
  if (!months) return []
  const [before, after] = [
    figures.figure('demand.months', months.first),
    figures.figure('demand.months', months.last),
  ]
  const moved = change(before.value, after.value, policy)
  const unknown = [
    figures.figure('demand.months', months.first, groups.notKnown),
    figures.figure('demand.months', months.last, groups.notKnown),
  ] as const
  return joinRuns(
    say`In ${monthWords(months.last)} ${after} people and numbers that nobody is tied to were in contact with a line to buy${moved ? `, ${moved} in ${monthBefore(months.first, months.last)}` : ''}.`,
    say`People not known to any service went from ${unknown[0]} to ${unknown[1]}.`,
  )
}

function whoWords(input: SectionInput): TextRun[] {
  const { figures, say } = input
  const age = figures.has('demand.ages') ? figures.largest('demand.ages', [notRecorded], identified) : null
  const children = figures.has('demand.ages') ? figures.figure('demand.ages', ageBands[0], identified) : null
  const women = figures.has('demand.sexes') ? figures.figure('demand.sexes', 'Female', identified) : null
  const womenShare = women
    ? share(women.value, figures.figure('demand.sexes', total, identified).value)
    : null
  const hidden = [
    ...(women && isHidden(women) ? ['women'] : []),
    ...(children && isHidden(children) ? ['children'] : []),
  ]
  return joinRuns(
    age ? say`The largest age group is ${age.code} (${age.figure}).` : [],
    women && !isHidden(women) ? say`${women} are women${womenShare ? ` (${womenShare})` : ''}.` : [],
    children && !isHidden(children) ? say`${children} are children.` : [],
    hidden.length > 0 ? say`How many are ${listWords(hidden)} is not shown.` : [],
  )
}

/** Hidden to protect another figure, so that not even "fewer than 5" may be said. */
const isHidden = ({ value }: Figure) =>
  typeof value === 'object' && 'suppressed' in value && value.suppressed === 'secondary'
