import type { ReactNode } from 'react'
import './section.css'

interface SectionProps {
  readonly title: string
  readonly note?: ReactNode
  readonly children: ReactNode
}

/** A part of the inspector, with a hairline above it. */
export const Section = ({ title, note, children }: SectionProps) => (
  <section className="section">
    <header className="section-head">
      <h3 className="section-title">{title}</h3>
      {note ? <span className="caption">{note}</span> : null}
    </header>
    {children}
  </section>
)

interface FactsProps {
  readonly facts: readonly {
    readonly label: ReactNode
    readonly value: ReactNode
    readonly strong?: boolean
  }[]
  /** Values are words of more than a line: a column of their own, from the left. */
  readonly inWords?: boolean
}

export const Facts = ({ facts, inWords }: FactsProps) => (
  <dl className={inWords ? 'facts facts-words' : 'facts'}>
    {facts.map((fact, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: facts are named by their place
      <div key={index} className={fact.strong ? 'fact fact-strong' : 'fact'}>
        <dt>{fact.label}</dt>
        <dd>{fact.value}</dd>
      </div>
    ))}
  </dl>
)

interface InspectorHeadProps {
  readonly glyph?: ReactNode
  readonly title: string
  readonly aside?: ReactNode
  readonly facts?: ReactNode
  readonly actions?: ReactNode
}

export const InspectorHead = ({ glyph, title, aside, facts, actions }: InspectorHeadProps) => (
  <header className="inspector-head">
    <div className="inspector-name">
      {glyph}
      <h2>{title}</h2>
      {aside ? <span className="inspector-aside">{aside}</span> : null}
    </div>
    {facts ? <p className="small second">{facts}</p> : null}
    {actions ? <div className="inspector-actions">{actions}</div> : null}
  </header>
)

interface ViewHeaderProps {
  readonly title: string
  /** One sentence of scope. */
  readonly scope?: ReactNode
  readonly children?: ReactNode
}

export const ViewHeader = ({ title, scope, children }: ViewHeaderProps) => (
  <header className="view-header">
    <h1 className="view-title">{title}</h1>
    <p className="view-scope">{scope}</p>
    {children ? <div className="view-controls">{children}</div> : null}
  </header>
)

export const PanelHeader = ({ title, scope, children }: ViewHeaderProps) => (
  <header className="panel-header">
    <h2 className="panel-title">{title}</h2>
    <p className="view-scope">{scope}</p>
    {children ? <div className="view-controls">{children}</div> : null}
  </header>
)
