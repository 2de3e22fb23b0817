import type { CaseStore } from '../case/store.ts'
import type { HotspotAccuracy } from '../contract/index.ts'
import { throwIfCancelled } from '../platform/errors.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import { accuracyAt, accuracyWords, type HeldOutMonth } from './accuracy.ts'
import { placesOf, shapeOf } from './case-places.ts'
import { chooseArea, type HotspotsAsked, scopeOf } from './choose-area.ts'
import { scoresOf } from './find-hotspots.ts'
import { rowsPerHexagonAndMonth } from './queries-places.ts'

const levels = [0.01, 0.05]
const mostHeldOut = 6
const monthsBefore = 12
const names = { gi: 'Gi*', kde: 'Kernel density', count: 'The count' } as const

function monthsUntil(first: string, last: string): string[] {
  const months: string[] = []
  for (let at = new Date(`${first}-01T00:00:00Z`); ; at.setUTCMonth(at.getUTCMonth() + 1)) {
    const month = at.toISOString().slice(0, 7)
    if (month > last) return months
    months.push(month)
  }
}

function isWholeMonth(day: string): boolean {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.getUTCDate() === 1
}

/**
 * How much of each of the last months (six at most) the method would have named from the months before it (twelve at most), beside
 * the counts of those same months. The last month is left out where the data end inside it.
 * @throws CancelledError
 */
export async function holdOut(
  database: CaseStore,
  sight: Sight,
  asked: Pick<HotspotsAsked, 'of' | 'category' | 'method' | 'resolution'>,
  signal: AbortSignal | undefined,
): Promise<HotspotAccuracy> {
  const places = await placesOf(database, sight, signal)
  const key = `accuracy ${asked.of} ${asked.category ?? ''} ${asked.method} ${asked.resolution ?? ''}`
  return places.remembered(key, () =>
    database.read(sight, signal, async (connection) => {
      const { area } = await chooseArea(connection, places, asked)
      const shape = await shapeOf(connection, places, asked.of)
      const scope = { ...scopeOf(asked), shape }
      const counts = new Map<string, Float64Array>()
      for (const row of await connection.all(rowsPerHexagonAndMonth(scope, area.resolution))) {
        const position = area.positionOf.get(BigInt(row.cell))
        if (row.month === null || position === undefined) continue
        const month = counts.get(row.month) ?? new Float64Array(area.hexagons.length)
        month[position]! += row.rows
        counts.set(row.month, month)
      }
      const seen = [...counts.keys()].sort()
      const months = seen.length > 0 ? monthsUntil(seen[0]!, seen.at(-1)!) : []
      if (shape.lastDay && !shape.isByMonth && !isWholeMonth(shape.lastDay)) months.pop()
      const none = new Float64Array(area.hexagons.length)
      const heldOut: { month: string; data: HeldOutMonth }[] = []
      for (let place = months.length - 1; place >= 1 && heldOut.length < mostHeldOut; place -= 1) {
        throwIfCancelled(signal)
        const before = new Float64Array(area.hexagons.length)
        for (const month of months.slice(Math.max(0, place - monthsBefore), place))
          for (const [hexagon, count] of (counts.get(month) ?? none).entries()) before[hexagon]! += count
        const scores = scoresOf(asked.method, before, area).value
        const actual = counts.get(months[place]!) ?? none
        heldOut.push({ month: months[place]!, data: { scores, baseline: before, actual } })
      }
      const data = heldOut.map((one) => one.data)
      const found = data.length > 0 ? levels.map((level) => accuracyAt(data, level)) : []
      return {
        heldOut: heldOut.map((one) => one.month).reverse(),
        events: data.reduce((sum, one) => sum + one.actual.reduce((all, count) => all + count, 0), 0),
        levels: found,
        words: accuracyWords(names[asked.method], found),
      }
    }),
  )
}
