import { tableFromIPC } from 'apache-arrow'
import type { Connection } from '../case/store.ts'
import type { AskedNetwork } from './ask-network.ts'
import type { EdgeColumns } from './graph.ts'
import { dropNetwork, keepNodes, keepPairs, keepPairsRound, keptEdges, keptNodes } from './queries-graph.ts'

export interface ReadGraph {
  /** Names by place: E.164 or a person's id, in ascending order. */
  readonly names: readonly string[]
  readonly columns: EdgeColumns
}

/** Reads the network that was asked for into columns: one row per two nodes in contact, weighted by their communications. */
export async function readGraph(connection: Connection, asked: AskedNetwork): Promise<ReadGraph> {
  try {
    await connection.run(asked.start ? keepPairsRound(asked.start, asked.scope) : keepPairs(asked.scope))
    await connection.run(keepNodes())
    const names = await columnsOf(connection, keptNodes())
    const edges = await columnsOf(connection, keptEdges())
    const ints = (name: string) =>
      (edges.getChild(name)?.toArray() as Int32Array | undefined) ?? new Int32Array(0)
    return {
      names: [...(names.getChild('node') ?? [])] as string[],
      columns: {
        nodes: names.numRows,
        from: ints('from'),
        to: ints('to'),
        weight: (edges.getChild('weight')?.toArray() as Float64Array | undefined) ?? new Float64Array(0),
      },
    }
  } finally {
    await connection.run(dropNetwork())
  }
}

async function columnsOf(connection: Connection, query: Parameters<Connection['table']>[0]) {
  const { arrow } = await connection.table(query)
  return tableFromIPC(new Uint8Array(await arrow.arrayBuffer()))
}
