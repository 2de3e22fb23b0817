import type { PlaceFlow } from '../../../analysis/contract/index.ts'
import type { Destination } from '../../engine/table-export.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { formatCount, formatShare } from '../../text/numbers.ts'
import { Section } from '../../ui/section.tsx'
import { type Column, exportedTable } from '../../ui/table/column.ts'
import { CopyRegion, ExportMenu } from '../../ui/table/table-menus.tsx'
import { useFlows } from './use-places.ts'

const columns: readonly Column<PlaceFlow>[] = [
  { id: 'from', header: 'Home postcode area', value: ({ from }) => from, width: 1 },
  { id: 'inside', header: 'In the study area', value: ({ inCounty }) => (inCounty ? 'yes' : 'no'), width: 1 },
  { id: 'to', header: 'Custody suite', value: ({ to }) => to, width: 1 },
  { id: 'arrests', header: 'Arrests', value: ({ arrests }) => arrests, width: 1 },
]

/** Homes of people arrested, where they are known, and how they are exported as a table. */
export const Flows = () => {
  const query = useFlows()
  const { exportTable } = useTableExport()
  const flows = query.data
  if (!flows || flows.arrests === 0 || flows.flows.length === 0) return null
  const takeAll = (to: Destination) =>
    exportTable(exportedTable('map-flows', 'Where people arrested live', columns, flows.flows), to)
  const homes = new Map<string, { arrests: number; inCounty: boolean }>()
  for (const flow of flows.flows) {
    const name = flow.inCounty ? 'in the study area' : flow.from
    const before = homes.get(name) ?? { arrests: 0, inCounty: flow.inCounty }
    homes.set(name, { ...before, arrests: before.arrests + flow.arrests })
  }
  const located = [...homes.values()].reduce((sum, home) => sum + home.arrests, 0)
  const rows = [...homes].sort(
    ([oneName, one], [otherName, other]) =>
      Number(one.inCounty) - Number(other.inCounty) ||
      other.arrests - one.arrests ||
      (oneName < otherName ? -1 : 1),
  )
  const most = Math.max(...rows.map(([, home]) => home.arrests))
  const shown = [
    ...rows.filter(([, home]) => !home.inCounty).slice(0, 5),
    ...rows.filter(([, home]) => home.inCounty),
  ]
  return (
    <Section
      title="Where people arrested live"
      note={`${formatShare(flows.homeKnown / flows.arrests)} known`}
    >
      <CopyRegion of="Where people arrested live" onExport={takeAll}>
        <ul className="map-homes">
          {shown.map(([name, home]) => (
            <li key={name}>
              <span>{name}</span>
              <span className="map-home-track">
                <span
                  className={home.inCounty ? 'map-home-bar map-home-inside' : 'map-home-bar'}
                  style={{ width: `${Math.max(1, (home.arrests / most) * 100)}%` }}
                />
              </span>
              <span className="end">
                {formatCount(home.arrests)}, {formatShare(home.arrests / located)}
              </span>
            </li>
          ))}
        </ul>
      </CopyRegion>
      <ExportMenu of="where people arrested live" kind="link" copyKeys="Ctrl C" onExport={takeAll} />
      <p className="caption">
        {formatCount(flows.arrests)} arrests, by home postcode and custody suite; the share is of the{' '}
        {formatCount(located)} with both. The suite stands for the place of arrest.
      </p>
    </Section>
  )
}
