# Measures of graphs by python-igraph and networkx, for peers-network.test.ts and for tests/golden.
# network-measures.py graphs.json out.json : [{"name", "nodes", "edges": [[from, to, weight]]}] in, the same with measures out.
import json
import sys

import igraph
import networkx


def measured(graph):
    nodes, edges = graph["nodes"], graph["edges"]
    pairs = [(edge[0], edge[1]) for edge in edges]
    weights = [edge[2] for edge in edges]
    plain = igraph.Graph(n=nodes, edges=pairs)
    whole = networkx.Graph()
    whole.add_nodes_from(range(nodes))
    whole.add_edges_from(pairs)
    closeness = networkx.closeness_centrality(whole, wf_improved=True)
    communities = plain.community_leiden(objective_function="modularity", weights=weights, n_iterations=10)
    return {
        **graph,
        "degree": plain.degree(),
        "strength": plain.strength(weights=weights),
        "pagerank": plain.pagerank(weights=weights),
        "betweenness": plain.betweenness(),
        "closeness": [closeness[node] for node in range(nodes)],
        "core": plain.coreness(),
        "components": sorted(plain.connected_components().sizes(), reverse=True),
        "modularity": plain.modularity(communities.membership, weights=weights),
    }


with open(sys.argv[1], encoding="utf-8") as given:
    graphs = json.load(given)
libraries = {"igraph": igraph.__version__, "networkx": networkx.__version__}
with open(sys.argv[2], "w", encoding="utf-8") as out:
    json.dump({"libraries": libraries, "graphs": [measured(graph) for graph in graphs]}, out)
