import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react'
import { Caret } from './button.tsx'
import { Warning } from './glyph.tsx'
import './field.css'

interface FieldFrameProps {
  readonly label: string
  /** The label is read aloud but not drawn. */
  readonly hideLabel?: boolean
  readonly beside?: boolean
  /** What is wrong and what to do. */
  readonly error?: string | null
  readonly note?: ReactNode
}

interface FrameIds {
  readonly id: string
  readonly describedBy: string | undefined
}

const FieldFrame = ({
  label,
  hideLabel,
  beside,
  error,
  note,
  children,
}: FieldFrameProps & { readonly children: (ids: FrameIds) => ReactNode }) => {
  const id = useId()
  const noteId = `${id}-note`
  return (
    <div className={`field${beside ? ' field-beside' : ''}${error ? ' field-wrong' : ''}`}>
      <label htmlFor={id} className={hideLabel ? 'unseen' : 'field-label'}>
        {label}
      </label>
      <div className="field-body">
        {children({ id, describedBy: error || note ? noteId : undefined })}
        {error || note ? (
          <p id={noteId} className={error ? 'field-error' : 'field-note'}>
            {error ? <Warning /> : null}
            <span>{error ?? note}</span>
          </p>
        ) : null}
      </div>
    </div>
  )
}

interface FieldProps extends FieldFrameProps, Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
  readonly mono?: boolean
}

export const Field = ({ label, hideLabel, beside, error, note, mono, ...input }: FieldProps) => (
  <FieldFrame label={label} hideLabel={hideLabel} beside={beside} error={error} note={note}>
    {({ id, describedBy }) => (
      <input
        autoComplete="off"
        spellCheck={false}
        {...input}
        id={id}
        className={`control${mono ? ' mono' : ''}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy}
      />
    )}
  </FieldFrame>
)

interface Choice<Value extends string = string> {
  readonly value: Value
  readonly words: string
}

interface SelectProps<Value extends string>
  extends FieldFrameProps,
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'value' | 'onChange'> {
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChange: (value: Value) => void
  /** Dashed when a method guessed it, dotted when nothing uses it. */
  readonly certainty?: 'recorded' | 'inferred' | 'unused'
}

export const Select = <Value extends string>({
  label,
  hideLabel,
  beside,
  error,
  note,
  value,
  choices,
  onChange,
  certainty = 'recorded',
  ...select
}: SelectProps<Value>) => (
  <FieldFrame label={label} hideLabel={hideLabel} beside={beside} error={error} note={note}>
    {({ id, describedBy }) => (
      <span className={`select select-${certainty}`}>
        <select
          {...select}
          id={id}
          className="control"
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy}
          onChange={(event) => {
            const chosen = choices.find((choice) => choice.value === event.target.value)
            if (chosen) onChange(chosen.value)
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.words}
            </option>
          ))}
        </select>
        <Caret />
      </span>
    )}
  </FieldFrame>
)
