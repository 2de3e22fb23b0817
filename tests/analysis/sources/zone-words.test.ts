import { describe, expect, it } from 'vitest'
import { headerWords } from '../../../analysis/sources/recognise.ts'
import { openZone, zoneOfHeader, zoneOfStatement } from '../../../analysis/sources/zone-words.ts'

const zonesOf = (texts: readonly string[], read: (text: string) => string | null) =>
  Object.fromEntries(texts.map((text) => [text, read(text)]))
const all = (texts: readonly string[], zone: string | null) =>
  Object.fromEntries(texts.map((text) => [text, zone]))

describe('the zone that a header names', () => {
  it('is UTC, however the word is joined to the others', () => {
    const headers = [
      'EVENT_START_UTC',
      'EVENT_START_GMT',
      'event_start_utc',
      'UTC_START',
      'START-UTC',
      'startTimeUtc',
      'StartUTC',
      'UTCStartTime',
      'startUtcTime',
      'StartTimeGMT',
      'Start Time (UTC)',
      'Start Time[GMT]',
      'Start.Time.UTC',
      'Start Time/UTC',
      'Start Time UTC+0',
      'Start Time (UTC+00:00)',
      'Start Time - UTC+00:00 (dd/MM/yyyy)',
      'Start Time (GMT/UTC)',
      'Start Time (U.T.C.)',
      'Start Time (Coordinated Universal Time)',
      'datetimeutc',
      'DATETIMEUTC',
      'UTCTIME',
      'Start UTC (2)',
      'Ｓｔａｒｔ＿ＵＴＣ',
    ]
    expect(zonesOf(headers, zoneOfHeader)).toEqual(all(headers, 'UTC'))
  })

  it('is none where the letters belong to another word', () => {
    const headers = [
      'OUTCOME_CODE',
      'OUTCOME',
      'ACTUTC',
      'UTCODE',
      'UTCOME',
      'SEGMT',
      'AUGMTS',
      'Start Time',
      'ROUTCODE',
      'GMTS_ID',
      'Start Time (not UTC)',
      'NON_UTC_START',
    ]
    expect(zonesOf(headers, zoneOfHeader)).toEqual(all(headers, null))
  })

  it('is the clock of the United Kingdom for BST, GMT/BST and local', () => {
    const headers = [
      'START_TIME_BST',
      'Start Time (GMT/BST)',
      'Start Time (GMT or BST)',
      'startTimeLocal',
      'Local time (UTC+1)',
      'Start (UTC+0/+1)',
      'Start (GMT/GMT+1)',
      '(UTC+00:00) Dublin, Edinburgh, Lisbon, London',
    ]
    expect(zonesOf(headers, zoneOfHeader)).toEqual(all(headers, 'Europe/London'))
  })

  it('is an hour on for UTC+1 and never UTC', () => {
    const headers = [
      'Start Time (UTC+1)',
      'START_UTC+01:00',
      'Start (GMT +1)',
      'Start UTC plus 1',
      'UTC/GMT+1',
    ]
    expect(zonesOf(headers, zoneOfHeader)).toEqual(all(headers, 'Etc/GMT-1'))
    expect(zoneOfHeader('Start (UTC-5)')).toBe('Etc/GMT+5')
    expect(zoneOfHeader('Start (UTC+05:30)')).toBe(null)
  })

  it('leaves the same words, whatever the zone', () => {
    const headers = [
      'START_TIME_UTC',
      'Start Time (UTC+1)',
      'startTimeUtc',
      'UTCStartTime',
      'Start time (local)',
    ]
    expect(new Set(headers.map(headerWords))).toEqual(new Set(['start time']))
  })
})

describe('the zone that a line above a table states', () => {
  it('is UTC', () => {
    const lines = [
      'All times: UTC',
      'All times;UTC',
      'Times in UTC',
      'Timezone: UTC',
      'TimeZone=UTC',
      'Time zone: UTC',
      'TIME_ZONE: UTC',
      'All times are GMT/UTC',
      'Times: UTC+0',
      'UTC+0',
      '(UTC)',
      'GMT',
      'Time Zone: (UTC+00:00) Coordinated Universal Time',
      'All dates and times are shown in Coordinated Universal Time.',
      'Please note that all timestamps are given in UTC.',
      'Date/time format: dd/mm/yyyy hh:mm:ss UTC',
      'UTC times are used throughout',
      'Note: UTC is used throughout',
      'All times are GMT and have not been adjusted for BST',
      'All times are GMT; add one hour during BST',
      'All times are UTC (for local time add one hour in summer)',
      'Period 01/07/2026 00:00:00 to 31/07/2026 23:59:59, all times UTC',
      'UTC offset: 0, times as recorded in UTC',
      'Time zone: Etc/UTC',
    ]
    expect(zonesOf(lines, zoneOfStatement)).toEqual(all(lines, 'UTC'))
  })

  it('is none where the line says when something else was, or nothing of it', () => {
    const lines = [
      'Report generated: 20/08/2026 09:00 UTC',
      'Report generated 20/08/2026 09:00 (time zone UTC)',
      'Generated time: UTC 2026-08-20 09:00',
      'Print time: UTC',
      'Time of report: UTC',
      'Period: 01/07/2026 00:00 UTC to 31/07/2026 23:59 UTC',
      'Reference: UTC/2026/0001',
      'Requested by: GMT Police',
      'Times are not in UTC',
      'All times as recorded by the network',
      'Times are given with their UTC offset',
      'Times with their offset from UTC in the next column',
      'Calls of the ACTUTC exchange, all times',
      'OUTCOME: times',
    ]
    expect(zonesOf(lines, zoneOfStatement)).toEqual(all(lines, null))
  })

  it('is the clock of the United Kingdom', () => {
    const lines = [
      'All times are local, not UTC',
      'All times: UK local time (UTC+1 in summer)',
      'Times are GMT/BST',
      'All times are GMT in winter and BST in summer',
      'Time zone: Europe/London',
      'Time zone: GMT Standard Time',
      'Time zone: (UTC+00:00) Dublin, Edinburgh, Lisbon, London',
      'Timezone: UTC+0/UTC+1',
    ]
    expect(zonesOf(lines, zoneOfStatement)).toEqual(all(lines, 'Europe/London'))
  })

  it('is an hour on', () => {
    const lines = [
      'All times are UTC+1',
      'Time zone: UTC +01:00',
      'Time zone offset from UTC: +1',
      'Time zone: UTC offset +1',
      'Time zone: UTC offset 1',
      'Times: UTC plus one hour',
    ]
    expect(zonesOf(lines, zoneOfStatement)).toEqual(all(lines, 'Etc/GMT-1'))
    expect(zoneOfStatement('Time zone: UTC offset -5')).toBe('Etc/GMT+5')
    expect(zoneOfStatement('All times UTC - 12 hour clock')).toBe('UTC')
    expect(zoneOfStatement('All times UTC - 1 July to 31 July')).toBe('UTC')
  })

  it('is open where the line only mentions one, or names two', () => {
    const lines = [
      'Times converted from UTC to local time',
      'Start times converted from UTC to local',
      'Times have been converted from UTC',
      'Times have been adjusted from UTC to BST',
      'All times have been converted from UTC to British Summer Time',
      'Times converted to local time from UTC',
      'Local times converted to UTC',
      'Times stored in UTC, shown in local time',
      'Timestamps are stored in UTC but displayed in local time',
      'Times are recorded in UTC and displayed in the time zone of the user',
      'Times are in UTC and shown in the time zone of the handset',
      'Times were in UTC',
      'Some times may be in UTC',
      'Search period times in UTC',
      'Server times are UTC, events are local',
      'Server time zone: UTC',
      'Server: time zone: UTC',
      'Report times are UTC; call times are local',
      'Export server timezone UTC; times are local',
      'Requested times (UTC): 00:00 to 23:59',
      'Times (UTC): 00:00 to 23:59',
      'Dates and times of request: UTC',
      'Times are GMT/UTC+1',
      'Times are UTC, UTC+2 for roaming',
      'Local time: UTC',
      'Times are GMT in winter',
    ]
    expect(zonesOf(lines, zoneOfStatement)).toEqual(all(lines, openZone))
    expect(zoneOfStatement('Report time;UTC')).toBe(null)
  })

  it('is the clock of the United Kingdom where it follows the seasons', () => {
    const lines = [
      'Times are UTC in winter and UTC+1 in summer',
      'Times are GMT (winter), GMT+1 (summer)',
      'All times are GMT during winter, GMT+1 during summer',
      'All times are GMT from October to March and GMT+1 otherwise',
      'Local times (UTC+1 in summer)',
    ]
    expect(zonesOf(lines, zoneOfStatement)).toEqual(all(lines, 'Europe/London'))
  })

  it('is UTC still, beside other words', () => {
    const lines = [
      'Times shown in UTC',
      'All times are displayed in UTC',
      'TZ=UTC',
      'Times are in UTC. To get local time add 1 hour between March and October.',
      'All times in this report are UTC',
      'All times are UTC unless otherwise stated',
      'All times are UTC, not server time',
      'All times are GMT, without adjustment for summer time',
      'All times are UTC. Report generated 20/08/2026 09:00 UTC',
      'Report generated 20/08/2026 09:00 UTC, all times UTC',
      'Report ID: 77: Timezone: UTC',
      'Timezone: UTC: Report ID: 77',
    ]
    expect(zonesOf(lines, zoneOfStatement)).toEqual(all(lines, 'UTC'))
  })
})
