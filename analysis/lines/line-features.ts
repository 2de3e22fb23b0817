import type { RatioName } from './likelihood-ratios.ts'
import type { UnitCounts } from './queries-identity.ts'
import type { UnitTrade } from './queries-trade.ts'

/** What is counted for one unit: one number, or the numbers of one line. Seconds, counts; shares are worked out here. */
export type UnitFeatures = UnitCounts &
  UnitTrade & {
    readonly upstream_contacts: number
    /** How often the line went on to another number; 0 for a number by itself. */
    readonly number_changes: number
    /** Numbers held for drug offences in the case's custody records; 0 where they say nothing. */
    readonly drug_arrests_known: number
    readonly upstream_area: string | null
  }

interface MeasuredFeature {
  ratio: RatioName
  /** The value that the ratio table is read with; null where the data cannot say. */
  value: (unit: UnitFeatures) => number | null
  /** The name under which evidence is kept and tables show it, by the sign of its weight. */
  feature: (weight: number) => string
  words: (unit: UnitFeatures, weight: number) => string
}

const count = (value: number) => value.toLocaleString('en-GB')
const percent = (part: number, whole: number) => `${Math.round((100 * part) / Math.max(1, whole))}%`
const plural = (value: number, one: string, many: string) => `${count(value)} ${value === 1 ? one : many}`
const weeks = (unit: UnitFeatures) => Math.max(1, unit.days / 7)
const daysCalledPerWeek = (unit: UnitFeatures) =>
  (unit.repeat_days ?? 0) / Math.max(1, (unit.repeat_seconds ?? 0) / 604_800)
const always = (feature: string) => () => feature

function bulkWords(unit: UnitFeatures): string {
  if (unit.bulk_texts === 0) return 'No bulk texts in what is seen of it'
  if (!unit.is_own)
    return `Bulk texts: ${count(unit.bulk_texts)} times the same text on 2 or more phones within 10 minutes`
  if (unit.bulk_texts_to_twenty > 0)
    return `Bulk texts: ${count(unit.bulk_texts_to_twenty)} to 20 or more numbers in minutes, the largest to ${count(unit.most_recipients)}`
  return `Bulk texts: ${count(unit.bulk_texts)} to 4 or more numbers in minutes, the largest to ${count(unit.most_recipients)}`
}

function burstWords(unit: UnitFeatures): string {
  const expected = unit.expected_thousandths / 1000
  const figures = `${count(unit.answers)} in the half hours after bulk texts, ${expected < 10 ? expected.toFixed(1) : count(Math.round(expected))} expected at those hours`
  return unit.answers > 1.3 * expected
    ? `Burst of short calls and texts: ${figures}`
    : `No burst after its bulk texts: ${figures}`
}

/** Every feature that is read from the counts of one unit, in the order in which ties are shown. */
export const measuredFeatures: readonly MeasuredFeature[] = [
  {
    ratio: 'bulkTexts',
    value: (unit) => unit.bulk_texts / weeks(unit),
    feature: always('bulk-texts'),
    words: bulkWords,
  },
  {
    ratio: 'burst',
    value: (unit) =>
      unit.bulk_texts === 0 || (unit.answers < 3 && (!unit.is_own || unit.bulk_texts < 3))
        ? null
        : unit.answers / Math.max(0.5, unit.expected_thousandths / 1000),
    feature: always('burst'),
    words: burstWords,
  },
  {
    ratio: 'callBacks',
    value: (unit) => unit.people_called_back / weeks(unit),
    feature: always('call-backs'),
    words: (unit) =>
      unit.people_called_back === 0
        ? 'Nobody is called back'
        : `Calls back ${plural(unit.people_called_back, 'person', 'people')} within 15 minutes, ${plural(unit.returns, 'time', 'times')}, median ${Math.max(1, Math.round(unit.median_wait_seconds / 60))} min`,
  },
  {
    ratio: 'customerCalls',
    value: (unit) => (unit.days < 5 ? null : unit.repeat_callers),
    feature: always('customer-calls'),
    words: (unit) =>
      `${plural(unit.repeat_callers, 'person rings', 'people ring')} again and again for a minute or less`,
  },
  {
    ratio: 'regularCallers',
    value: (unit) =>
      unit.short_calls_in < 10 || unit.days < 5 ? null : (unit.repeat_short_calls ?? 0) / unit.short_calls_in,
    feature: always('customer-calls'),
    words: (unit) =>
      `${percent(unit.repeat_short_calls ?? 0, unit.short_calls_in)} of its short calls come from people who ring again and again`,
  },
  {
    ratio: 'longCalls',
    value: (unit) => (unit.calls < 10 ? null : unit.long_calls / unit.calls),
    feature: always('long-calls'),
    words: (unit, weight) =>
      weight < 0
        ? `Long calls, as family would make: ${percent(unit.long_calls, unit.calls)} last three minutes or more`
        : `Few long calls: ${percent(unit.long_calls, unit.calls)} last three minutes or more`,
  },
  {
    ratio: 'officeHours',
    value: (unit) => (unit.legs < 20 || unit.days < 5 ? null : unit.office_legs / unit.legs),
    feature: always('shift-hours'),
    words: (unit, weight) =>
      weight < 0
        ? `Office hours: ${percent(unit.office_legs, unit.legs)} of its activity falls on weekdays from 9 to 17`
        : `Works evenings and weekends: ${percent(unit.evening_legs, unit.legs)} of its activity`,
  },
  {
    ratio: 'nightHours',
    value: (unit) => (unit.legs < 20 || unit.days < 5 ? null : unit.night_legs / unit.legs),
    feature: always('shift-hours'),
    words: (unit) =>
      `Busy round the clock: ${percent(unit.night_legs, unit.legs)} of its activity from 2 to 7 at night`,
  },
  {
    ratio: 'orderFrequency',
    value: (unit) => (unit.repeat_callers < 2 ? null : daysCalledPerWeek(unit)),
    feature: always('customer-calls'),
    words: (unit) => `Regulars ring on ${daysCalledPerWeek(unit).toFixed(1)} days a week`,
  },
  {
    ratio: 'incomingCalls',
    value: (unit) => (unit.calls < 10 ? null : unit.calls_in / unit.calls),
    feature: always('customer-calls'),
    words: (unit) => `${percent(unit.calls_in, unit.calls)} of its calls come in`,
  },
  {
    ratio: 'drugArrests',
    value: (unit) =>
      unit.kept_contacts < 5 || unit.drug_arrests_known < 20
        ? null
        : unit.arrested_contacts / unit.kept_contacts,
    feature: always('drug-arrests'),
    words: (unit) =>
      `${count(unit.arrested_contacts)} of the ${count(unit.kept_contacts)} people it keeps in touch with gave their number when held for a drug offence`,
  },
  {
    ratio: 'oneOffs',
    value: (unit) => (unit.contacts < 20 || unit.days < 5 ? null : (unit.one_day_legs ?? 0) / unit.legs),
    feature: always('one-offs'),
    words: (unit, weight) =>
      `${weight < 0 ? 'Many' : 'Few'} one-off contacts: ${percent(unit.one_day_legs ?? 0, unit.legs)} of its calls and texts are with people met on one day only`,
  },
  {
    ratio: 'outgoingStrangers',
    value: (unit) => (unit.calls_out < 10 ? null : (unit.stranger_calls ?? 0) / unit.calls_out),
    feature: always('outgoing-strangers'),
    words: (unit) =>
      `Calls strangers: ${percent(unit.stranger_calls ?? 0, unit.calls_out)} of its outgoing calls are to people who never rang it and are rung once`,
  },
  {
    ratio: 'dealWords',
    value: (unit) =>
      unit.readable_texts < 3 || (unit.deal_texts === 0 && unit.bulk_texts < 5)
        ? null
        : unit.deal_texts / unit.readable_texts,
    feature: always('wording'),
    words: (unit) =>
      `${percent(unit.deal_texts, unit.readable_texts)} of its bulk texts use the words in which heroin and crack are advertised`,
  },
  {
    ratio: 'meetingWords',
    value: (unit) => (unit.plain_texts < 10 ? null : unit.meeting_texts / unit.plain_texts),
    feature: always('wording'),
    words: (unit) =>
      `${percent(unit.meeting_texts, unit.plain_texts)} of its other texts read like ordering and meeting`,
  },
  {
    ratio: 'numberChanges',
    value: (unit) => unit.number_changes,
    feature: always('number-changes'),
    words: (unit) =>
      `Went on to another number ${plural(unit.number_changes, 'time', 'times')}, taking its contacts along`,
  },
  {
    ratio: 'reminders',
    value: (unit) => (unit.readable_texts < 3 ? null : unit.reminder_texts / unit.readable_texts),
    feature: always('reminders'),
    words: (unit, weight) =>
      weight < 0
        ? `Its bulk texts read like reminders, offers or notices: ${percent(unit.reminder_texts, unit.readable_texts)}`
        : `Its bulk texts do not read like reminders, offers or notices: ${percent(unit.readable_texts - unit.reminder_texts, unit.readable_texts)}`,
  },
  {
    ratio: 'simSwaps',
    value: (unit) => Math.max(0, unit.numbers_on_handset - 1),
    feature: always('sim-swaps'),
    words: (unit) => `One handset, ${count(unit.numbers_on_handset)} numbers`,
  },
  {
    ratio: 'savedAsOrdinary',
    value: (unit) => (unit.phones === 0 ? null : (unit.business_phones + unit.family_phones) / unit.phones),
    feature: always('contact-book'),
    words: (unit) =>
      unit.business_phones >= unit.family_phones
        ? `Saved under the name of a business or service in ${plural(unit.business_phones, 'phone', 'phones')}`
        : `Saved as family in ${plural(unit.family_phones, 'phone', 'phones')}`,
  },
  {
    ratio: 'contactBook',
    value: (unit) => unit.single_word_phones,
    feature: always('contact-book'),
    words: (unit) =>
      `Saved under a single name in ${plural(unit.single_word_phones, 'seized phone', 'seized phones')}`,
  },
  {
    ratio: 'landline',
    value: (unit) => (unit.is_landline ? 1 : null),
    feature: always('landline'),
    words: () => 'A landline',
  },
  {
    ratio: 'upstream',
    value: (unit) => unit.upstream_contacts,
    feature: always('upstream'),
    words: (unit) =>
      `Upstream number in ${unit.upstream_area ?? 'another area'}: ${count(unit.upstream_contacts)} calls and texts`,
  },
]
