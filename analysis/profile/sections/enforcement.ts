import type { ProfileChart } from '../../contract/index.ts'
import { arrestReasons, ethnicGroups, searchOutcomes } from '../codes.ts'
import { total } from '../count-table.ts'
import { direction, joinRuns, listWords, share } from '../words.ts'
import {
  firstAndLast,
  followsPolice,
  missingKinds,
  monthChart,
  paragraph,
  type SectionDraft,
  type SectionInput,
  tablesOf,
} from './section.ts'

/** Enforcement, closures and disruptions, with a disparity table beside the searches. */
export function enforcement(input: SectionInput): SectionDraft {
  const { figures, say, policy, scope } = input
  const has = figures.has('enforcement.reasons')
  const months = figures.has('enforcement.months') ? firstAndLast(scope, 'enforcement.months') : null
  const supplyAt = (month: string) => figures.figure('enforcement.months', month, arrestReasons[0]).value
  const moved = months ? direction(supplyAt(months.first), supplyAt(months.last), policy) : null
  const searches = figures.has('enforcement.searches')
  const foundShares = searches
    ? ethnicGroups
        .slice(0, -1)
        .map((group) => ({
          group,
          share: share(
            figures.figure('enforcement.searches', group, searchOutcomes[0]).value,
            figures.figure('enforcement.searches', group, total).value,
          ),
        }))
        .filter((one) => one.share !== null)
    : []
  return {
    sectionId: 'enforcement',
    title: 'Enforcement, closures and disruptions',
    claim: has
      ? say`${figures.figure('enforcement.reasons', arrestReasons[0])} detentions were for drug supply or production${moved ? `; they ${moved} over the period` : ''}.`
      : searches
        ? say`${figures.figure('enforcement.searches')} stops and searches were recorded.`
        : [],
    paragraphs: [
      ...paragraph(
        'enforcement.detentions',
        has
          ? say`Custody recorded ${figures.figure('enforcement.reasons')} detentions: ${figures.figure('enforcement.reasons', arrestReasons[0])} for drug supply or production, ${figures.figure('enforcement.reasons', arrestReasons[1])} for possession and ${figures.figure('enforcement.reasons', arrestReasons[2])} for weapons.`
          : [],
      ),
      ...paragraph(
        'enforcement.searches',
        searches
          ? joinRuns(
              say`There were ${figures.figure('enforcement.searches')} stops and searches; nothing was found in ${figures.figure('enforcement.searches', total, searchOutcomes[0])}.`,
              foundShares.length > 1
                ? say`Nothing was found in ${listWords(foundShares.map((one) => `${one.share} of searches of ${one.group === 'Other' ? 'people of other groups' : `${one.group} people`}`))}.`
                : [],
            )
          : [],
      ),
      ...paragraph(
        'enforcement.closures',
        say`Closures of lines and disruptions of groups cannot be counted: no register of either is loaded.`,
      ),
    ],
    charts: chartOf(input),
    tables: tablesOf(input, 'enforcement.reasons', 'enforcement.searches'),
    cannotSay: [
      followsPolice,
      'A closed line does not say whether another took its place.',
      ...(searches
        ? ['Shares of searches by group say nothing of rates: residents by group are not loaded.']
        : []),
    ],
    missing: [
      {
        kind: 'lines register',
        why: 'Type 1 and Type 2 closures and court orders, and whether lines came back',
      },
      ...missingKinds(input, {
        disruptions: 'major, moderate and minor disruptions',
        seizures: 'drugs, cash and assets taken',
        custody: 'detentions and their reasons',
        'stop-search': 'searches, and a disparity table beside them',
      }),
    ],
  }
}

const chartOf = (input: SectionInput): ProfileChart[] =>
  monthChart(
    input,
    {
      chartId: 'enforcement.months',
      title: 'Detentions for drug offences by month',
      unit: 'detentions a month',
      source: 'Custody records.',
    },
    [
      {
        name: 'Supply or production',
        meaning: 'line',
        tableId: 'enforcement.months',
        column: arrestReasons[0],
      },
      {
        name: 'Possession',
        meaning: 'neutral',
        tableId: 'enforcement.months',
        column: arrestReasons[1],
        dashed: true,
      },
    ],
  )
