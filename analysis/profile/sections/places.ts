import { dayParts, notRecorded, outsideCounty, restOfCounty, weekdays } from '../codes.ts'
import { total } from '../count-table.ts'
import { joinRuns, numberOf, share, type TextRun } from '../words.ts'
import {
  areaChart,
  missingKinds,
  paragraph,
  type SectionDraft,
  type SectionInput,
  tablesOf,
} from './section.ts'

const notPlaces = [restOfCounty, outsideCounty, notRecorded]

/** Places and times: harm beside police records, by area, and the hours of both. */
export function places(input: SectionInput): SectionDraft {
  const { figures, say } = input
  const harm = figures.has('harm.areas') ? figures.largest('harm.areas', notPlaces) : null
  const crime = figures.has('crime.areas') ? figures.largest('crime.areas', notPlaces) : null
  const claim = harm
    ? crime && crime.code !== harm.code
      ? say`Harm is reported most in ${harm.code}, drug crime in ${crime.code}.`
      : say`Harm is reported most in ${harm.code}${crime ? ', and so is drug crime' : ''}.`
    : crime
      ? say`Drug crime is recorded most in ${crime.code}.`
      : []
  const areaShare = harm ? share(harm.figure.value, figures.figure('harm.areas').value) : null
  const crimeThere =
    harm && figures.has('crime.areas')
      ? share(figures.figure('crime.areas', harm.code).value, figures.figure('crime.areas').value)
      : null
  return {
    sectionId: 'places',
    title: 'Places and times',
    claim,
    paragraphs: [
      ...paragraph(
        'places.areas',
        harm
          ? joinRuns(
              say`${harm.code} has ${harm.figure} of ${figures.figure('harm.areas')} overdose and death reports${areaShare ? ` (${areaShare})` : ''}.`,
              crimeThere ? say`It has ${crimeThere} of the drug crime recorded.` : [],
            )
          : [],
      ),
      ...paragraph('places.harm-hours', hoursWords(input, 'places.harm-hours', 'Harm is reported most on')),
      ...paragraph('places.line-hours', hoursWords(input, 'places.line-hours', 'The lines are busiest on')),
    ],
    charts: [
      ...areaChart(
        input,
        {
          chartId: 'places.harm',
          title: 'Where harm is reported',
          unit: 'overdose, death and naloxone reports',
          source: 'Overdose and death reports.',
        },
        { name: 'Harm reports', meaning: 'harm', tableId: 'harm.areas' },
        { without: notPlaces },
      ),
      ...areaChart(
        input,
        {
          chartId: 'places.crime',
          title: 'Where drug crime is recorded',
          unit: 'drug crimes',
          source: 'Recorded crime. Police records show where police are.',
        },
        { name: 'Drug crimes', meaning: 'line', tableId: 'crime.areas' },
        { without: notPlaces },
      ),
    ],
    tables: tablesOf(input, 'harm.areas', 'places.harm-hours', 'places.line-hours'),
    cannotSay: [
      'Police records show where police are; a place with few of them is not a place without drugs.',
      'A call is not always an overdose, and places with few calls may be places where people are afraid to call.',
      'Areas are shown, never points. Crime files give months, so they have no hours.',
    ],
    missing: missingKinds(input, {
      harm: 'where and when people overdose',
      crime: 'where drug crime is recorded',
      phone: 'the hours that lines work',
    }),
  }
}

function hoursWords(input: SectionInput, tableId: string, start: string): TextRun[] {
  const { figures, say } = input
  if (!figures.has(tableId)) return []
  const day = [...weekdays]
    .map((code) => ({ code, figure: figures.figure(tableId, code) }))
    .sort((left, right) => (numberOf(right.figure.value) ?? -1) - (numberOf(left.figure.value) ?? -1))[0]
  const part = [...dayParts]
    .map((code) => ({ code, figure: figures.figure(tableId, total, code) }))
    .sort((left, right) => (numberOf(right.figure.value) ?? -1) - (numberOf(left.figure.value) ?? -1))[0]
  if (!day || !part || numberOf(day.figure.value) === null || numberOf(part.figure.value) === null) return []
  if (day.figure.value === 0) return []
  return say`${start} ${day.code}s (${day.figure} of ${figures.figure(tableId)}) and between ${part.code.replace(' to ', ':00 and ')}:00 (${part.figure}).`
}
