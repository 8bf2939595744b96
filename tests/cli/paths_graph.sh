# Lists of paths, deliveries and country paths as graphs; other results are none.
. "$LIB/tables.sh"
gvc example -q -o e.h5
gvc paths e.h5 --product UPG_CAR --top 6 --terms contribution -o paths.gv
sed 's/\([0-9]\.[0-9]*\)[0-9]*/\1/; s/[0-9.]*[0-9]/#/g' paths.gv
gvc paths e.h5 --product UPG_CAR --top 200 -q -o list.h5
gvc export list.h5 -o list.graphml
gvc paths e.h5 --edges --level country -o pairs.graphml
gvc paths e.h5 --edges --top 50 -o edges.dot
gvc paths e.h5 --top 300 --by country-path -o countries.graphml.gz
python3 - <<'END'
import gzip
import xml.etree.ElementTree as xml
SPACE = "{http://graphml.graphdrawing.org/xmlns}"
for name in ("list.graphml", "pairs.graphml", "countries.graphml.gz"):
    with (gzip.open if name.endswith("gz") else open)(name) as f:
        root = xml.parse(f).getroot()
    graph = root.find(SPACE + "graph")
    nodes = {n.get("id") for n in graph.findall(SPACE + "node")}
    edges = graph.findall(SPACE + "edge")
    ends = {e.get(side) for e in edges for side in ("source", "target")}
    weights = [float(e.find(SPACE + "data").text) for e in edges]
    pairs = {(e.get("source"), e.get("target")) for e in edges}
    print(name, len(nodes), "nodes", ends <= nodes, len(pairs) == len(edges), all(w > 0 for w in weights))
END
if command -v dot >/dev/null; then
    dot -Tsvg edges.dot -o edges.svg || echo "edges.dot is no graph"
    dot -Tsvg paths.gv -o paths.svg || echo "paths.gv is no graph"
fi
gvc decompose e.h5 -o exports.gv
echo "exit $?"
gvc paths e.h5 --nodes -o nodes.graphml
echo "exit $?"
gvc export list.h5 --terms share -o list.gv
echo "exit $?"
