import './glyph.css'

export type Meaning = 'line' | 'person' | 'place' | 'harm' | 'treatment'

const shapes: Record<Meaning, string> = {
  line: 'M6 0.6L11.4 6L6 11.4L0.6 6Z',
  person: 'M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6Z',
  place: 'M6 0.8L11 5.2V11H1V5.2Z',
  harm: 'M2.6 1L6 4.4L9.4 1L11 2.6L7.6 6L11 9.4L9.4 11L6 7.6L2.6 11L1 9.4L4.4 6L1 2.6Z',
  treatment: 'M4.4 0.8H7.6V4.4H11.2V7.6H7.6V11.2H4.4V7.6H0.8V4.4H4.4Z',
}

const names: Record<Meaning, string> = {
  line: 'deal line',
  person: 'person',
  place: 'place',
  harm: 'harm',
  treatment: 'treatment',
}

interface GlyphProps {
  readonly meaning: Meaning
  /** Hollow: passed over, former, or damped. */
  readonly hollow?: boolean
  readonly size?: number
  /** Give words where the shape is the only thing that says so. */
  readonly words?: boolean
}

export const Glyph = ({ meaning, hollow, size = 12, words }: GlyphProps) => (
  <svg
    className={`glyph glyph-${hollow ? 'hollow' : meaning}`}
    width={size}
    height={size}
    viewBox="0 0 12 12"
    role={words ? 'img' : undefined}
    aria-label={words ? names[meaning] : undefined}
    aria-hidden={words ? undefined : true}
  >
    <path d={shapes[meaning]} />
  </svg>
)

/** The triangle that says "waits for you"; always beside words. */
export const Warning = ({ size = 14 }: { readonly size?: number }) => (
  <svg className="warning" width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
    <path d="M7 1.2L13.2 12.6H0.8Z" />
    <path className="warning-stroke" d="M7 5v4M7 10.2v1.4" />
  </svg>
)

export const Lock = () => (
  <svg className="lock" width="10" height="12" viewBox="0 0 10 12" aria-hidden="true">
    <path d="M1 5.5h8v5.5H1ZM3 5.5V3.4a2 2 0 0 1 4 0v2.1" fill="none" stroke="currentColor" />
  </svg>
)

export const Tick = () => (
  <svg className="tick" width="12" height="10" viewBox="0 0 12 10" aria-hidden="true">
    <path d="M1 5l3.4 3.6L11 1" fill="none" stroke="currentColor" strokeWidth="2" />
  </svg>
)
