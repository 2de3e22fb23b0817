import type { NetworkEdge, NetworkGroup, NetworkNode } from '../contract/index.ts'

const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

type Value = string | number | null

const nodeFields: readonly { id: string; type: string; of: (node: NetworkNode) => Value }[] = [
  { id: 'title', type: 'string', of: (node) => node.title },
  { id: 'kind', type: 'string', of: (node) => node.kind },
  { id: 'role', type: 'string', of: (node) => node.role },
  { id: 'line', type: 'string', of: (node) => node.line?.name ?? null },
  { id: 'group', type: 'string', of: (node) => node.group },
  { id: 'contacts', type: 'int', of: (node) => node.contacts },
  { id: 'contacts_left_out', type: 'int', of: (node) => node.contactsLeftOut },
]

const edgeFields: readonly { id: string; type: string; of: (edge: NetworkEdge) => Value }[] = [
  { id: 'tie', type: 'string', of: (edge) => edge.kind },
  { id: 'certainty', type: 'string', of: (edge) => edge.certainty },
  { id: 'weight', type: 'int', of: (edge) => edge.communications },
  { id: 'calls', type: 'int', of: (edge) => edge.calls },
  { id: 'texts', type: 'int', of: (edge) => edge.texts },
  { id: 'first_day', type: 'string', of: (edge) => edge.firstDay },
  { id: 'last_day', type: 'string', of: (edge) => edge.lastDay },
]

const data = (id: string, value: Value): string =>
  value === null ? '' : `<data key="${id}">${escaped(String(value))}</data>`

const keys = (fields: readonly { id: string; type: string }[], on: 'node' | 'edge'): string[] =>
  fields.map(({ id, type }) => `  <key id="${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>`)

/**
 * What is drawn as GraphML (Brandes, U. et al. (2002), GraphML Progress Report, Graph Drawing 2001), the marking first. A group made by hand
 * is the attribute `chosen_group` of its members, not a nested graph: igraph, networkx and Gephi read none, and would lose the members.
 */
export function graphMlOf(
  part: { nodes: readonly NetworkNode[]; edges: readonly NetworkEdge[] },
  groups: readonly NetworkGroup[],
  marking: string,
  caption: string,
): string {
  const groupOf = new Map(groups.flatMap(({ name, members }) => members.map((node) => [node, name] as const)))
  const fields = [
    ...nodeFields,
    {
      id: 'chosen_group',
      type: 'string',
      of: (node: NetworkNode): Value => groupOf.get(node.node) ?? null,
    },
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    `  <desc>${escaped(`${marking}. ${caption}`)}</desc>`,
    ...keys(fields, 'node'),
    ...keys(edgeFields, 'edge'),
    '  <graph id="network" edgedefault="undirected">',
    ...part.nodes.map(
      (node) =>
        `    <node id="${escaped(node.node)}">${fields.map(({ id, of }) => data(id, of(node))).join('')}</node>`,
    ),
    ...part.edges.map(
      (edge, index) =>
        `    <edge id="e${index}" source="${escaped(edge.from)}" target="${escaped(edge.to)}">${edgeFields.map(({ id, of }) => data(id, of(edge))).join('')}</edge>`,
    ),
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n')
}
