import type { ProfileChart } from '../../contract/index.ts'
import { otherSubstances, positive, testResults } from '../codes.ts'
import { total } from '../count-table.ts'
import { monthBefore, monthWords } from '../months.ts'
import { direction, joinRuns, share } from '../words.ts'
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

/** Commodities, price and purity: what tests, treatment and harm say is used. */
export function commodities(input: SectionInput): SectionDraft {
  const { figures, say } = input
  const inTreatment = figures.has('commodities.treatment')
    ? figures.largest('commodities.treatment', [otherSubstances])
    : null
  const inHarm = figures.has('commodities.harm')
    ? figures.largest('commodities.harm', [otherSubstances])
    : null
  const named = [...new Set([inHarm?.code, inTreatment?.code].filter((code) => code !== undefined))]
  const hasTests = figures.has('commodities.tests')
  const positivity = hasTests
    ? share(figures.figure('commodities.tests', positive).value, figures.figure('commodities.tests').value)
    : null
  const claim =
    named.length > 0
      ? say`${named.length === 1 ? `${named[0]} is named most${inHarm && inTreatment ? ', in harm and in treatment' : ''}` : `${named[0]} is named most in overdose and death reports, ${mid(named[1]!)} in treatment`}${positivity ? `; ${positivity} of completed drug tests on arrest are positive` : ''}.`
      : positivity
        ? say`${positivity} of completed drug tests on arrest are positive.`
        : []
  return {
    sectionId: 'commodities',
    title: 'Commodities, price and purity',
    claim,
    paragraphs: [
      ...paragraph('commodities.tests', hasTests ? testsWords(input, positivity) : []),
      ...paragraph(
        'commodities.substances',
        joinRuns(
          inTreatment
            ? say`Among people in treatment, ${mid(inTreatment.code)} is named most: ${inTreatment.figure} people.`
            : [],
          inHarm ? say`In overdose and death reports, ${mid(inHarm.code)} is named in ${inHarm.figure}.` : [],
        ),
      ),
      ...paragraph(
        'commodities.price',
        say`Price and purity cannot be given: no seizures or tested samples are loaded.`,
      ),
    ],
    charts: chartsOf(input),
    tables: tablesOf(input, 'commodities.tests', 'commodities.harm'),
    cannotSay: [
      'A test on arrest looks for opiates and cocaine only, and only in people who were arrested.',
      ...(hasTests ? [followsPolice] : []),
      'Quantities, prices and purity are not known without seizures and samples.',
    ],
    missing: missingKinds(input, {
      seizures: 'weights, purity, price and cash',
      samples: 'what is sold as what, and new substances',
      'drug-tests': 'what people test positive for on arrest',
      treatment: 'what people ask help with',
      harm: 'what people overdose on',
    }),
  }
}

const chartsOf = (input: SectionInput): ProfileChart[] => [
  ...monthChart(
    input,
    {
      chartId: 'commodities.tests',
      title: 'Drug tests on arrest by result',
      unit: 'tests completed a month',
      source: 'Drug tests on arrest.',
    },
    [
      { name: 'Positive', meaning: 'person', tableId: 'commodities.test-months', column: positive },
      {
        name: 'Negative',
        meaning: 'neutral',
        tableId: 'commodities.test-months',
        column: testResults[0],
        dashed: true,
      },
    ],
  ),
  ...barChart(
    input,
    {
      chartId: 'commodities.treatment',
      title: 'Substances of people in treatment',
      unit: 'people; a person can use several',
      source: 'Treatment records.',
    },
    [{ name: 'People in treatment', meaning: 'treatment', tableId: 'commodities.treatment' }],
    { sorted: true, most: 8 },
  ),
]

/** A substance in the middle of a sentence; abbreviations stay as they are. */
const mid = (substance: string): string =>
  /^[A-Z]{2}/.test(substance) ? substance : substance.charAt(0).toLowerCase() + substance.slice(1)

function testsWords(input: SectionInput, positivity: string | null) {
  const { figures, say, policy, scope } = input
  const all = figures.figure('commodities.tests')
  const positives = figures.figure('commodities.tests', positive)
  const both = figures.figure('commodities.tests', testResults[3])
  const months = figures.has('commodities.test-months')
    ? firstAndLast(scope, 'commodities.test-months')
    : null
  const trend = months
    ? direction(
        figures.figure('commodities.test-months', months.first, positive).value,
        figures.figure('commodities.test-months', months.last, positive).value,
        policy,
      )
    : null
  return joinRuns(
    say`${all} drug tests were completed on arrest; ${positives} were positive${positivity ? ` (${positivity} of tests completed)` : ''}, of which ${both} for opiates and cocaine together. Tests are counted here, not people: somebody arrested twice may be tested twice.`,
    months && trend
      ? say`Positive tests ${trend}: ${figures.figure('commodities.test-months', months.first, positive)} of ${figures.figure('commodities.test-months', months.first, total)} in ${monthBefore(months.first, months.last)}, ${figures.figure('commodities.test-months', months.last, positive)} of ${figures.figure('commodities.test-months', months.last, total)} in ${monthWords(months.last)}.`
      : [],
  )
}
