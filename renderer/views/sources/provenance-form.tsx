import type { Provenance } from '../../../analysis/contract/index.ts'
import { Field } from '../../ui/field.tsx'
import { bases, handlings, provenanceProblem } from './model.ts'

interface ProvenanceFormProps {
  readonly value: Provenance
  readonly onChange: (value: Provenance) => void
}

const today = () => new Date().toISOString().slice(0, 10)

/** Where a source comes from: who controls it, under what agreement and basis, how it is handled, how long it is kept. */
export const ProvenanceForm = ({ value, onChange }: ProvenanceFormProps) => {
  const put = (name: keyof Provenance) => (event: { target: { value: string } }) =>
    onChange({ ...value, [name]: event.target.value || undefined })
  return (
    <div className="provenance">
      <Field
        beside
        label="Controller"
        value={value.controller ?? ''}
        onChange={put('controller')}
        placeholder="who sent it"
      />
      <Field
        beside
        label="Agreement"
        value={value.agreement ?? ''}
        onChange={put('agreement')}
        placeholder="reference"
      />
      <Field
        beside
        label="Lawful basis"
        list="lawful-bases"
        value={value.basis ?? ''}
        onChange={put('basis')}
        placeholder="not recorded"
      />
      <datalist id="lawful-bases">
        {bases.map((basis) => (
          <option key={basis} value={basis} />
        ))}
      </datalist>
      <Field
        beside
        label="Handling"
        list="handlings"
        value={value.handling ?? ''}
        onChange={put('handling')}
        placeholder="not stated"
      />
      <datalist id="handlings">
        {handlings.map((handling) => (
          <option key={handling} value={handling} />
        ))}
      </datalist>
      <Field
        beside
        type="date"
        label="Keep until"
        value={value.retainUntil ?? ''}
        onChange={put('retainUntil')}
        error={provenanceProblem(value, today())}
      />
    </div>
  )
}
