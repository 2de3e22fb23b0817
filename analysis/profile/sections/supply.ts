import { elsewhere, inCounty, notRecorded, numberChanges } from '../codes.ts'
import { total } from '../count-table.ts'
import { monthBefore, monthWords } from '../months.ts'
import { outsideHome } from '../tables-supply.ts'
import { joinRuns, listWords, numberOf } from '../words.ts'
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

const ranked = (input: SectionInput, tableId: string, without: readonly string[], most: number) =>
  input.figures.has(tableId)
    ? input.figures
        .leaves(tableId)
        .filter((code) => !without.includes(code))
        .map((code) => ({ code, figure: input.figures.figure(tableId, code) }))
        .filter(({ figure }) => (numberOf(figure.value) ?? 0) > 0)
        .sort((left, right) => Number(right.figure.value) - Number(left.figure.value))
        .slice(0, most)
    : []

const postcodes = / postcodes$/

/** `ZA1, ZT3 and ZK2 postcodes`: what all of them are is said once, at the end. */
const placesWords = (places: readonly string[]): string =>
  places.length > 1 && places.every((place) => postcodes.test(place))
    ? `${listWords(places.map((place) => place.replace(postcodes, '')))} postcodes`
    : listWords(places)

/** Supply: lines, exporters and methods. */
export function supply(input: SectionInput): SectionDraft {
  const { figures, say, scope } = input
  const homes = ranked(input, 'supply.homes', [elsewhere, inCounty, notRecorded], 3)
  const areas = ranked(input, 'supply.lines', [elsewhere, inCounty, notRecorded], 3)
  const exporters = [...new Set([...areas, ...homes].map(({ code }) => code))].slice(0, 3)
  const hasLines = figures.has('supply.lines')
  const methods = figures.has('supply.methods') ? ranked(input, 'supply.methods', [], 3) : []
  const claim = hasLines
    ? exporters.length > 0
      ? say`${figures.figure('supply.lines')} deal lines worked the area in the period; ${areas.length > 0 && homes.length > 0 ? 'lines and the homes of people detained' : areas.length > 0 ? 'lines' : 'homes of people detained'} point to ${placesWords(exporters)}.`
      : say`${figures.figure('supply.lines')} deal lines worked the area; where they come from is not established.`
    : exporters.length > 0
      ? say`People detained from outside the county come mostly from ${placesWords(exporters)}.`
      : []
  const outside = figures.has('supply.homes') ? figures.figure('supply.homes', outsideHome) : null
  return {
    sectionId: 'supply',
    title: 'Supply',
    claim,
    paragraphs: [
      ...paragraph('supply.lines', linesWords(input)),
      ...paragraph(
        'supply.exporters',
        outside
          ? joinRuns(
              say`Of ${figures.figure('supply.homes')} people detained, ${outside} gave a home outside the county.`,
              homes.length > 0
                ? say`The largest number came from ${homes[0]!.code} (${homes[0]!.figure})${homes[1] ? `, then ${placesWords(homes.slice(1).map(({ code }) => code))}` : ''}.`
                : say`No single area outside the county can be named under this policy.`,
            )
          : [],
      ),
      ...paragraph(
        'supply.methods',
        methods.length > 0
          ? say`What was seen most of how they work: ${lowerFirst(figures.label('supply.methods', methods[0]!.code))} (${methods[0]!.figure} lines)${methods.length > 1 ? `, then ${listWords(methods.slice(1).map(({ code }) => lowerFirst(figures.label('supply.methods', code))))}` : ''}.`
          : [],
      ),
    ],
    charts: [
      ...monthChart(
        input,
        {
          chartId: 'supply.months',
          title: 'Lines working in the area',
          unit: 'lines a month',
          source: 'Seized phones and call records.',
        },
        [{ name: 'Lines', meaning: 'line', tableId: 'supply.months' }],
      ),
      ...barChart(
        input,
        {
          chartId: 'supply.homes',
          title: 'Homes of people detained from outside the county',
          unit: 'people, each counted once',
          source: 'Custody records.',
        },
        [{ name: 'People detained', meaning: 'person', tableId: 'supply.homes' }],
        { without: [inCounty, notRecorded, elsewhere], sorted: true, most: 8 },
      ),
    ],
    tables: tablesOf(input, 'supply.lines', 'supply.homes', 'supply.methods', 'supply.changes'),
    cannotSay: [
      ...(hasLines
        ? ['Only lines that a seized phone or a call record touched can be found; others work unseen.']
        : []),
      'A home address outside the county does not prove that drugs came from there; people detained may themselves be exploited.',
      ...(scope.kinds.has('custody') ? [followsPolice] : []),
    ],
    missing: missingKinds(input, {
      phone: 'lines and the people buying from them',
      calls: 'how lines work beyond the phones that were seized',
      custody: 'exporter areas, from the homes of people detained',
      disruptions: 'what was done about organised crime groups',
      intelligence: 'methods that leave no record on a phone',
    }),
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function linesWords(input: SectionInput) {
  const { figures, say, scope } = input
  if (!figures.has('supply.lines')) return []
  const months = figures.has('supply.months') ? firstAndLast(scope, 'supply.months') : null
  const changed = figures.has('supply.changes')
    ? [figures.figure('supply.changes', numberChanges[1]), figures.figure('supply.changes', numberChanges[2])]
    : null
  return joinRuns(
    say`${figures.figure('supply.lines', total)} lines were found working in the area.`,
    months && numberOf(figures.figure('supply.months', months.last).value) !== null
      ? say`In ${monthWords(months.last)} there were ${figures.figure('supply.months', months.last)}, against ${figures.figure('supply.months', months.first)} in ${monthBefore(months.first, months.last)}.`
      : [],
    changed?.some((figure) => figure.value !== 0)
      ? say`${changed![0]!} changed number once and ${changed![1]!} more often, keeping the people who buy from them.`
      : [],
  )
}
