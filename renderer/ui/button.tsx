import { type ButtonHTMLAttributes, type ReactNode, type Ref, useId } from 'react'
import './button.css'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly kind?: 'plain' | 'primary' | 'link'
  readonly pressed?: boolean
  /** Why the button is off; it is off exactly when this is given, and the sentence is shown. */
  readonly whyNot?: string | null
  readonly hideReason?: boolean
  readonly menu?: boolean
  readonly children: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

export const Caret = () => (
  <svg className="caret" width="8" height="5" viewBox="0 0 8 5" aria-hidden="true">
    <path d="M1 1l3 3 3-3" fill="none" stroke="currentColor" strokeWidth="1.5" />
  </svg>
)

export const Button = ({
  kind = 'plain',
  pressed,
  whyNot,
  hideReason,
  menu,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) => {
  const reasonId = useId()
  const isOff = Boolean(whyNot)
  return (
    <>
      <button
        type="button"
        {...rest}
        className={`button button-${kind}${className ? ` ${className}` : ''}`}
        aria-pressed={pressed}
        aria-disabled={isOff || undefined}
        aria-describedby={isOff ? reasonId : rest['aria-describedby']}
        onClick={isOff ? undefined : onClick}
      >
        {children}
        {menu ? <Caret /> : null}
      </button>
      {isOff ? (
        <span id={reasonId} className={hideReason ? 'unseen' : 'button-reason'}>
          {whyNot}
        </span>
      ) : null}
    </>
  )
}

interface SegmentsProps<Choice extends string> {
  readonly label: string
  readonly choices: readonly { readonly value: Choice; readonly words: string }[]
  readonly value: Choice
  readonly onChange: (value: Choice) => void
}

export const Segments = <Choice extends string>({
  label,
  choices,
  value,
  onChange,
}: SegmentsProps<Choice>) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line with its neighbours
  <div className="segments" role="group" aria-label={label}>
    {choices.map((choice) => (
      <button
        key={choice.value}
        type="button"
        className="segment"
        aria-pressed={choice.value === value}
        onClick={() => onChange(choice.value)}
      >
        {choice.words}
      </button>
    ))}
  </div>
)
