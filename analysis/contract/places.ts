import { z } from 'zod'
import { families } from '../kinds/define-kind.ts'
import { everyRole, question } from './base.ts'
import { sourceKind } from './sources.ts'
import { oneOf, refersTo, wholeCase, withheld } from './subject.ts'
import { dayRange, h3Cell, isoDate, table } from './table.ts'

export const hotspotMethod = z.enum(['gi', 'kde', 'count'])
export type HotspotMethod = z.infer<typeof hotspotMethod>

/** Who counts: what police record, what harms, who is helped, where phones were. */
export const layerFamily = z.enum(families)
export type LayerFamily = z.infer<typeof layerFamily>

export const notPlacedReason = z.enum([
  'no-coordinates',
  'impossible-coordinates',
  'in-the-sea',
  'outside-study-area',
])

/** Rows that are in no hexagon, and why. */
export const notPlaced = z.object({ reason: notPlacedReason, words: z.string(), rows: z.number().int() })
export type NotPlaced = z.infer<typeof notPlaced>

export const placeLayer = z.object({
  of: z.string(),
  title: z.string(),
  family: layerFamily,
  rows: z.number().int(),
  withPosition: z.number().int(),
  days: dayRange.nullable(),
  /** True where the source gives months only. */
  byMonth: z.boolean(),
  /** Whether rows say whom they are about, so that a person or a number can be asked for. */
  aboutPeople: z.boolean().default(false),
  /** Categories as the source writes them, commonest first. */
  categories: z.array(z.object({ category: z.string(), rows: z.number().int() })),
})
export type PlaceLayer = z.infer<typeof placeLayer>

/** How a method did on months that it had not seen, beside the naive baseline. */
export const hotspotAccuracy = z.object({
  heldOut: z.array(z.string()),
  /** Events of the months held out that lie in the study area. */
  events: z.number().int(),
  levels: z.array(
    z.object({
      /** Share of the study area that is named as hot: 0.01, 0.05. */
      area: z.number(),
      cells: z.number().int(),
      hits: z.number().int(),
      baselineHits: z.number().int(),
      /** Predictive accuracy index: share of events over share of area. */
      pai: z.number().nullable(),
      baselinePai: z.number().nullable(),
      /** Predictive efficiency index: share of what the best choice of as many hexagons would hold. */
      pei: z.number().nullable(),
      baselinePei: z.number().nullable(),
    }),
  ),
  /** One sentence; says so where the method does not beat the baseline. */
  words: z.string(),
})
export type HotspotAccuracy = z.infer<typeof hotspotAccuracy>

const asked = {
  /** A declared kind, or one of a later version that the case holds; any other is refused with the kinds that there are. */
  of: z.string().min(1).max(60),
  category: z.string().max(200).optional(),
  resolution: z.number().int().min(5).max(9).optional(),
  range: dayRange.optional(),
  /** Limits `calls` to those of one line. */
  lineId: z.string().optional(),
  /** Limits `calls` to the sites that one person's own end met, and other kinds to records about them. */
  person: z.string().optional(),
  /** The same of one number. */
  number: z.string().optional(),
}

export const hotspots = z.object({
  of: z.string(),
  title: z.string(),
  family: layerFamily,
  method: hotspotMethod,
  resolution: z.number().int(),
  /** Whether the resolution was asked for or chosen, and from what. */
  resolutionWords: z.string(),
  /** The method in one sentence, as a legend prints it. */
  methodWords: z.string(),
  cellSquareKilometres: z.number(),
  bandwidthMetres: z.number().nullable(),
  studyArea: z.object({
    words: z.string(),
    cells: z.number().int(),
    squareKilometres: z.number(),
    onLand: z.boolean(),
    /** Longitude and latitude of its outline, closed. */
    outline: z.array(z.tuple([z.number(), z.number()])),
    /** West, south, east, north. */
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  }),
  rows: z.number().int(),
  placed: z.number().int(),
  notPlaced: z.array(notPlaced),
  /** What else a reader must know: one point that holds most rows, months that pass for days. */
  notes: z.array(z.string()),
  hot: z.number().int(),
  /** How many hexagons held enough to be tested; null where the method tests nothing. */
  testing: z
    .object({
      tested: z.number().int(),
      /** Cells with too few rows, with their neighbours, to say whether they are hot. */
      untested: z.number().int(),
      /** Rows that a hexagon with all its neighbours must hold in order to be hot. */
      fewest: z.number().int(),
      /** One or two sentences, ready to be shown. */
      words: z.string(),
    })
    .nullable(),
  /**
   * One row per hexagon of the study area: `cell`, `latitude`, `longitude`, `count`, `value`, `z`, `pValue`, `qValue`, `tested`, `hot`.
   * `value` is what the method ranks by, of every hexagon. Where `tested` is false, `z`, `pValue` and `qValue` are null and `hot` is false.
   */
  table,
})
export type Hotspots = z.infer<typeof hotspots>

export const areaCount = z.object({
  area: z.string(),
  /** Null is suppressed. */
  rows: z.number().int().nullable(),
  /** Residents, where the imported boundaries say so. */
  population: z.number().int().nullable().default(null),
  /** Rows a year per 1,000 residents, worked out from the published count; null where that is suppressed or nobody said who lives there. */
  rate: z.number().nullable().default(null),
  months: z.array(z.object({ month: z.string(), rows: z.number().int().nullable() })),
})

export const placeFlow = z.object({
  /** The outward part of the home's postcode. */
  home: z.string(),
  from: z.string(),
  to: z.string(),
  arrests: z.number().int(),
  share: z.number(),
  inCounty: z.boolean(),
  fromPosition: z.tuple([z.number(), z.number()]).nullable(),
  toPosition: z.tuple([z.number(), z.number()]).nullable(),
})
export type PlaceFlow = z.infer<typeof placeFlow>

const askedSubject = {
  of: oneOf(sourceKind),
  category: withheld('category'),
  range: refersTo.days,
  lineId: refersTo.line,
  person: refersTo.id,
  number: refersTo.number,
}

export const placesContract = {
  /** What in the case has places, and how much of it. */
  layers: question({ subject: wholeCase }).input(z.object({})).output(z.array(placeLayer)),
  /** Hexagons of the study area with a figure each, those without rows included. */
  hotspots: question({ subject: { ...askedSubject, method: oneOf(hotspotMethod) } })
    .input(z.object({ ...asked, method: hotspotMethod.default('gi') }))
    .output(hotspots),
  /** How well the method named the places of months that it had not seen. */
  accuracy: question({
    subject: { of: askedSubject.of, category: askedSubject.category, method: oneOf(hotspotMethod) },
  })
    .input(
      z.object({
        of: asked.of,
        category: asked.category,
        resolution: asked.resolution,
        method: hotspotMethod.default('gi'),
      }),
    )
    .output(hotspotAccuracy),
  /** The rows behind a hexagon, or behind a reason for being in none: `source`, `row`, `day`, `category`, `outcome`, `area`. */
  rows: question({ subject: { ...askedSubject, cell: refersTo.cell, notPlaced: oneOf(notPlacedReason) } })
    .input(
      z.object({
        ...asked,
        cell: h3Cell.optional(),
        notPlaced: notPlacedReason.optional(),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(5000).default(500),
      }),
    )
    .output(table),
  /** One row per position: `latitude`, `longitude`, `count`; for roles that may see points of this kind. */
  points: question({ subject: askedSubject })
    .input(
      z.object({
        of: asked.of,
        category: asked.category,
        range: asked.range,
        lineId: asked.lineId,
        person: asked.person,
        number: asked.number,
      }),
    )
    .output(table),
  /** Names of the case's own areas and where their rows lie. */
  areaNames: question({ subject: wholeCase })
    .input(z.object({}))
    .output(
      z.array(
        z.object({
          name: z.string(),
          latitude: z.number(),
          longitude: z.number(),
          positions: z.number().int(),
        }),
      ),
    ),
  /** Lines with communications at cell sites in a hexagon, most first. */
  linesInCell: question({ subject: { cell: refersTo.cell, range: refersTo.days } })
    .input(z.object({ cell: h3Cell, range: dayRange.optional() }))
    .output(z.array(z.object({ lineId: z.string(), name: z.string(), communications: z.number().int() }))),
  /** The imported areas in use, thinned for drawing; null where no boundary file is loaded. */
  boundaries: question({ roles: everyRole, subject: wholeCase })
    .input(z.object({}))
    .output(
      z
        .object({
          file: z.string(),
          areas: z.array(
            z.object({
              name: z.string(),
              code: z.string().nullable(),
              population: z.number().int().nullable(),
              /** Outer rings and holes alike: longitude and latitude in turn, closed. */
              rings: z.array(z.array(z.number())),
            }),
          ),
        })
        .nullable(),
    ),
  /** Rows by area and month on the fixed grid, under the disclosure rules: never a hexagon, never a point. */
  areas: question({ roles: everyRole, subject: { of: askedSubject.of } })
    .input(z.object({ of: asked.of }))
    .output(
      z.object({
        of: z.string(),
        title: z.string(),
        policy: z.string(),
        cutOff: isoDate,
        areas: z.array(areaCount),
        suppressed: z.object({ primary: z.number().int(), secondary: z.number().int() }),
        refused: z.string().nullable(),
        /** What the rates are rates of; null where no denominator is loaded. */
        rateWords: z.string().nullable().default(null),
      }),
    ),
  /** From the home area of people arrested to where they were held, most first. */
  flows: question({ subject: { range: refersTo.days } })
    .input(z.object({ range: dayRange.optional() }))
    .output(z.object({ arrests: z.number().int(), homeKnown: z.number().int(), flows: z.array(placeFlow) })),
  /** The custody rows behind a flow, or behind all flows from one home: `source`, `row`, `day`, `home`, `suite`. */
  flowRows: question({
    subject: { home: refersTo.outwardPostcode, suite: withheld('suite'), range: refersTo.days },
  })
    .input(
      z.object({
        home: z.string().min(1).max(10),
        suite: z.string().min(1).max(200).optional(),
        range: dayRange.optional(),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(5000).default(500),
      }),
    )
    .output(table),
}
