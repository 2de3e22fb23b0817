import { useState } from 'react'
import type { Mapping, Preview } from '../../../analysis/contract/index.ts'
import { shownText } from '../../../analysis/text/shown-text.ts'
import { formatCount } from '../../text/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { missingFields, recognised, withField } from './model.ts'
import { useSaveMapping } from './use-import.ts'

const zones = ['Europe/London', 'UTC'] as const
const dayOrders = [
  { value: 'day-month', words: 'day, month, year' },
  { value: 'month-day', words: 'month, day, year' },
  { value: 'iso', words: 'year, month, day' },
] as const

interface MappingPaneProps {
  readonly name: string
  readonly preview: Preview
  readonly mapping: Mapping | null
  readonly onChange: (mapping: Mapping) => void
}

/** How times and dates of the file are written, and a name under which the mapping is kept. */
const MappingOptions = ({
  mapping,
  onChange,
}: {
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}) => {
  const save = useSaveMapping()
  const [savedName, setSavedName] = useState('')
  return (
    <div className="mapping-options">
      <Select
        label="Times are written in"
        value={mapping.options.zone ?? 'Europe/London'}
        choices={zones.map((zone) => ({ value: zone, words: zone === 'UTC' ? 'UTC' : 'UK local time' }))}
        onChange={(zone) => onChange({ ...mapping, options: { ...mapping.options, zone } })}
      />
      <Select
        label="Dates are written"
        value={mapping.options.dayOrder ?? 'day-month'}
        choices={dayOrders}
        onChange={(dayOrder) => onChange({ ...mapping, options: { ...mapping.options, dayOrder } })}
      />
      <Field
        label="Save as a mapping"
        placeholder="Operator B calls"
        value={savedName}
        onChange={(event) => setSavedName(event.target.value)}
      />
      <Button
        whyNot={savedName.trim() ? null : 'Give it a name first.'}
        hideReason
        onClick={() => save.mutate({ name: savedName.trim(), mapping })}
      >
        Save mapping
      </Button>
    </div>
  )
}

const certaintyOf = (mapping: Mapping, column: Preview['columns'][number]) => {
  if (!mapping.fields[column.header]) return 'unused'
  return column.certainty === 'recorded' ? 'recorded' : 'inferred'
}

/** Each column with what it fills, over the first rows as they stand in the file. */
const FirstRows = ({ preview, mapping, onChange }: Omit<MappingPaneProps, 'name'>) => {
  const menu = [
    { value: '', words: 'not used' },
    ...preview.fields.map((field) => ({
      value: field.field,
      words: field.required ? `${field.label} (needed)` : field.label,
    })),
  ]
  return (
    <table className="mapping-table">
      <thead>
        <tr>
          {preview.columns.map((column) => (
            <th key={column.header} scope="col">
              <span className="mono">{shownText(column.header)}</span>
              {mapping ? (
                <Select
                  label={`${shownText(column.header)} fills`}
                  hideLabel
                  value={mapping.fields[column.header] ?? ''}
                  choices={menu}
                  certainty={certaintyOf(mapping, column)}
                  onChange={(field) => onChange(withField(mapping, column.header, field || null))}
                />
              ) : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {preview.rows.slice(0, 12).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
          <tr key={index}>
            {preview.columns.map((column, position) => (
              <td
                key={column.header}
                className={!mapping || mapping.fields[column.header] ? 'mono' : 'mono second'}
              >
                {shownText(row[position] ?? '')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How a file is read: each column, what it fills, and the first rows as they stand in the file. */
export const MappingPane = ({ name, preview, mapping, onChange }: MappingPaneProps) => {
  const missing = missingFields(preview, mapping)
  return (
    <section className="mapping" aria-label={`How ${name} is read`}>
      <header className="mapping-head">
        <h2 className="panel-title">How {name} is read</h2>
        <span className="second small">
          {mapping
            ? recognised(preview, mapping).words
            : preview.sheets.map((sheet) => `${sheet.name} ${formatCount(sheet.rows ?? 0)}`).join(', ')}
        </span>
      </header>
      <p className="mapping-because second small">{preview.because}</p>
      {missing.length > 0 ? (
        <Notice title="Not ready.">Choose the column for: {missing.join(', ')}.</Notice>
      ) : null}
      {preview.problems.map((problem) => (
        <Notice key={problem} title="To check.">
          {shownText(problem)}
        </Notice>
      ))}
      {mapping ? <MappingOptions mapping={mapping} onChange={onChange} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="mapping-scroll" tabIndex={0} aria-label={`First rows of ${name}`}>
        <FirstRows preview={preview} mapping={mapping} onChange={onChange} />
      </section>
    </section>
  )
}
