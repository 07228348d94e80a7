"""Networks, measures and exports are the same whatever the hash seed."""

import os
import subprocess
import sys

import pytest

from watchgraph.networks import NETWORKS

SCRIPT = """
import hashlib, pathlib, sys, tempfile
from watchgraph.analysis import centrality, communities
from watchgraph.export import export_rdf, graphml, table_csv
from watchgraph.networks import NETWORKS, biadjacency
from watchgraph.store import KnowledgeGraph

kg = KnowledgeGraph.load()
digest = hashlib.sha256()
for name in NETWORKS:
    net = kg.network(name)
    digest.update(repr((list(net.nodes(data=True)), list(net.edges(data=True)))).encode())
    digest.update(repr(net.graph).encode())
    digest.update(graphml(net) + table_csv(net))
    for frame in (centrality(net, ["degree", "pagerank"]), communities(net, runs=3)):
        digest.update(table_csv(frame) + repr(frame.attrs).encode())
    print(name, digest.hexdigest())
matrix, rows, columns = biadjacency(kg, evidence="independent")
whole = repr((matrix.toarray().tolist(), rows, columns)).encode()
print("matrix", hashlib.sha256(whole).hexdigest())
with tempfile.TemporaryDirectory() as folder:
    for form in ("turtle", "trig", "nquads", "ntriples", "jsonld"):
        path = pathlib.Path(folder) / form
        export_rdf(kg, path, form)
        print(form, hashlib.sha256(path.read_bytes()).hexdigest())
"""


@pytest.mark.slow
def test_two_hash_seeds_give_the_same_bytes() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(answers) == 1
    assert answers.pop().count("\n") == len(NETWORKS) + 6
