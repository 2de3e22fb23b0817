import type { createRouterClient } from '@orpc/server'
import type { Router } from '../engine/router.ts'

type Client = ReturnType<typeof createRouterClient<Router, Record<never, never>>>

const dayLength = 86_400_000

/** Ranges of a week to three months over the days of a case, the same in every run. */
function rangesOver(from: string, to: string, times: number): { from: string; to: string }[] {
  const first = Date.parse(`${from}T00:00:00Z`)
  const days = Math.max(8, Math.round((Date.parse(`${to}T00:00:00Z`) - first) / dayLength))
  const day = (at: number) => new Date(first + at * dayLength).toISOString().slice(0, 10)
  return Array.from({ length: times }, (_, index) => {
    const length = Math.min(days - 1, 7 + ((index * 13) % 84))
    const start = (index * 37) % Math.max(1, days - length)
    return { from: day(start), to: day(start + length) }
  })
}

/**
 * What the window asks of the engine when the analyst brushes the timeline, chooses a line, a person or a cell: milliseconds of each question, by its name.
 * @param times how many choices of each
 */
export async function askLinked(client: Client, times: number): Promise<Record<string, number[]>> {
  const description = await client.case.describe({})
  const { lines } = await client.lines.candidates({})
  if (!description?.days || lines.length === 0) throw new Error('The case has no days or no lines.')
  const ranges = rangesOver(description.days.from, description.days.to, times)
  const layers = await client.places.layers({})
  const placed = layers.filter((layer) => layer.withPosition > 0).map((layer) => layer.of)
  const timed: Record<string, number[]> = {}
  const ask = async (name: string, work: () => Promise<unknown>) => {
    const asked = performance.now()
    await work()
    const kept = timed[name] ?? []
    kept.push(performance.now() - asked)
    timed[name] = kept
  }
  for (const of of placed) await client.places.hotspots({ of })
  for (const [index, range] of ranges.entries()) {
    const { line: lineId } = lines[index % lines.length]!
    await ask('brush: timeline by hour', () => client.timeline.activity({ grain: 'hour', range }))
    await ask('brush: network round a line', () => client.network.around({ lineId, range }))
    for (const of of placed) await ask(`brush: map of ${of}`, () => client.places.hotspots({ of, range }))
    await ask('brush: people and groups at its end', () =>
      Promise.all([client.people.groups({ at: range.to }), client.people.table({ at: range.to })]),
    )
    await ask('choose a line: timeline by day', () => client.timeline.activity({ grain: 'day', lineId }))
    await ask('choose a line: its detail', () => client.lines.detail({ lineId }))
    if (placed.includes('calls'))
      await ask('choose a line: its cell sites', () => client.places.hotspots({ of: 'calls', lineId }))
  }
  return timed
}
