/**
 * The pages of a profile in Typst's own language. It reads the document as data (`sys.inputs.document`, JSON of `PdfPages`), so that nothing a
 * case holds is ever read as markup.
 */
export const pdfTemplate = `
#let d = json(bytes(sys.inputs.document))
#let ink = rgb("#14181f")
#let second = rgb("#434a55")
#let third = rgb("#5f6773")
#let hair = 0.4pt + rgb("#dcdfe4")
#let rule = 0.6pt + ink

#set document(title: d.head, author: "Hubline", date: none, description: d.description)
#set text(font: ("IBM Plex Sans", "Libertinus Serif"), size: 9.6pt, lang: "en", region: "GB", fill: ink, number-width: "tabular", number-type: "lining")
#set par(leading: 0.52em, spacing: 0.9em)
#set heading(numbering: none, outlined: true, bookmarked: true)
#show heading: set text(weight: 600)
#show heading.where(level: 1): set text(size: 19pt)
#show heading.where(level: 2): set text(size: 9.6pt)
#show heading: set block(above: 0pt, below: 3.4mm, sticky: true)
#show heading.where(level: 2): set block(below: 1.9mm)
#let marking = text(size: 8.5pt, weight: 600, tracking: 0.04em, d.marking)

#set page(
  paper: "a4",
  margin: (x: 17mm, top: 27mm, bottom: 27mm),
  header: block(width: 100%, stroke: (bottom: rule), inset: (bottom: 2.4mm), grid(
    columns: (1fr, auto, 1fr), align: (left + bottom, center + bottom, right + bottom),
    text(size: 7.5pt, fill: second, d.head), marking, text(size: 7.5pt, fill: second, d.period),
  )),
  footer: block(width: 100%, stroke: (top: rule), inset: (top: 2.4mm), grid(
    columns: (62mm, 1fr, 62mm), align: (left, center, right),
    text(size: 6.8pt, fill: second, d.foot), marking,
    text(size: 7.5pt, fill: second, context [#counter(page).display() of #counter(page).final().first()]),
  )),
)

#let picture(chart) = block(width: 100%, breakable: false, stroke: (top: rule), inset: (top: 2mm), below: 5mm)[
  #heading(level: 2, outlined: false, bookmarked: false)[Figure #chart.number #chart.title]
  #block(above: 1.9mm, below: 2mm, text(fill: second, chart.unit))
  #image(bytes(chart.svg), format: "svg", width: 100%, alt: chart.alternative)
  #block(above: 2mm, text(size: 7.5pt, fill: third)[Source: #chart.source])
]

#let cell(one) = if one.kind == "reason" { text(size: 7.5pt, fill: second, one.text) } else { one.text }

#let figures(one) = block(width: 100%, breakable: not one.short, stroke: (top: rule), inset: (top: 2mm), below: 5mm)[
  #heading(level: 2, outlined: false, bookmarked: false)[Table #one.number #one.title]
  #block(above: 1.9mm, below: 1.5mm, sticky: true, text(fill: second, one.unit))
  #set text(size: 8.5pt)
  #table(
    columns: one.widths.map(width => if width == 0 { auto } else { width * 1fr }),
    align: (x, y) => (if x == 0 or one.columns.at(x - 1).reasons { left } else { right }) + (if y == 0 { bottom } else { top }),
    inset: (x, y) => (left: if x == 0 { 0mm } else { 2.5mm }, right: 0mm, y: 1.2mm),
    stroke: (x, y) => (bottom: if y == 0 { 0.6pt + rgb("#7c838e") } else if y == one.rows.len() { rule } else { hair }),
    table.header(
      text(size: 7.5pt, weight: 500, one.corner),
      ..one.columns.map(column => text(size: 7.5pt, weight: 500, column.name)),
    ),
    ..one.rows.map(row => {
      let weight = if row.total { 600 } else { 400 }
      (text(weight: weight, row.label), ..row.cells.map(part => text(weight: weight, cell(part))))
    }).flatten(),
  )
  #block(above: 1.6mm, text(size: 7.5pt, fill: third, one.notes))
]

#let side-by-side(parts, show-one) = {
  let waiting = none
  for part in parts {
    if part.wide {
      if waiting != none { show-one(waiting) }
      waiting = none
      show-one(part)
    } else if waiting == none { waiting = part } else {
      grid(columns: (1fr, 1fr), column-gutter: 8mm, show-one(waiting), show-one(part))
      waiting = none
    }
  }
  if waiting != none { block(width: 49%, show-one(waiting)) }
}

#show title: set text(size: 24pt, weight: 600)
#show title: set block(above: 6mm, below: 4mm)
#title(d.title)
#if d.synthetic != "" { block(width: 100%, stroke: 0.8pt + ink, inset: (x: 4mm, y: 2.5mm), text(weight: 600, d.synthetic)) }
#block(above: 6mm, below: 8mm, grid(
  columns: (34mm, 1fr), row-gutter: 2.4mm,
  ..d.facts.map(fact => (text(fill: third, fact.at(0)), fact.at(1))).flatten(),
))
#heading(level: 1, outlined: false, text(size: 12pt)[Sections])
#show outline.entry: set block(above: 2.2mm)
#outline(title: none, depth: 1, indent: 0mm)
#block(above: 6mm, text(size: 7.5pt, fill: third, d.policy))

#for section in d.sections {
  block(above: 9mm, below: 0mm, width: 100%, stroke: (top: 1.4pt + ink), inset: (top: 3mm), breakable: false, sticky: true)[
    #heading(level: 1, section.title)
    #if section.claim != "" { block(width: 150mm, below: 4mm, text(size: 12pt, weight: 600, section.claim)) }
    #if section.paragraphs.len() > 0 { block(width: 150mm, section.paragraphs.first()) }
  ]
  for paragraph in section.paragraphs.slice(calc.min(1, section.paragraphs.len())) { block(width: 150mm, above: 3.2mm, paragraph) }
  v(3mm, weak: true)
  side-by-side(section.charts, picture)
  side-by-side(section.tables, figures)
  if section.missing.len() > 0 {
    block(width: 100%, fill: rgb("#f4f5f7"), inset: (x: 4mm, y: 2.5mm), breakable: false, sticky: true, text(size: 8.5pt)[
      *Not loaded.* #section.missing.map(one => [*#one.name*: #one.why]).join([; ]).
    ])
  }
  block(width: 100%, stroke: (left: 1.6pt + ink), inset: (left: 4mm, y: 1mm), breakable: false)[*What this cannot say.* #section.limits]
}
`
