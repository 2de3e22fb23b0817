import { z } from 'zod'
import { question } from './base.ts'
import { refersTo, withheld } from './subject.ts'
import { dayRange, h3Cell, isoDate, table } from './table.ts'

export const searchHit = z.object({
  kind: z.enum(['number', 'line', 'person', 'file', 'area']),
  id: z.string(),
  title: z.string(),
  words: z.string(),
})
export type SearchHit = z.infer<typeof searchHit>

export const timelineContract = {
  /**
   * Communications over time, of one line, number, person or cell, or of the whole case. `day`: columns `day` (days since 1970-01-01), `texts`, `calls`, `other`.
   * `hour`: `hour` (hours since 1970-01-01T00 local), `texts` (sent by the line or number), `calls` (received by it).
   * For the whole case, texts and calls of everybody.
   */
  activity: question({
    subject: {
      lineId: refersTo.line,
      number: refersTo.number,
      person: refersTo.id,
      cell: refersTo.cell,
      range: refersTo.days,
    },
  })
    .input(
      z.object({
        lineId: z.string().optional(),
        number: z.string().optional(),
        /** A person of the newest wash: all numbers that the role may see as theirs. */
        person: z.string().optional(),
        /** An H3 cell: calls and texts that met a cell site in it, at either end. */
        cell: h3Cell.optional(),
        range: dayRange.optional(),
        grain: z.enum(['day', 'hour']),
      }),
    )
    .output(table),
  /** Dated facts to write on the timeline, e.g. where a line changed its number. */
  notes: question({ subject: { lineId: refersTo.line } })
    .input(z.object({ lineId: z.string().optional() }))
    .output(z.array(z.object({ day: isoDate, words: z.string() }))),
}

export const searchContract = {
  find: question({ subject: { text: withheld('words') } })
    .input(z.object({ text: z.string().max(100), limit: z.number().int().min(1).max(50).default(12) }))
    .output(z.array(searchHit)),
}
