// The gathered view: countries by region, suppliers by origin, where single nodes say nothing.

const tooMany = () => view.nodes.size > data.limit[0] || view.edges.size > data.limit[1];
const isGathered = (s = state) => s.grouped ?? tooMany();

/** The bundles in view: members, place, size, and the links between them. */
function bundled() {
  const nodes = new Map();
  for (const node of view.nodes) {
    const number = data.nodes[node].bundle;
    if (!nodes.has(number)) nodes.set(number, []);
    nodes.get(number).push(node);
  }
  const edges = new Map();
  for (const edge of view.edges) {
    const [a, b] = ends(edge).map((node) => data.nodes[node].bundle);
    const key = `${a} ${b}`;
    edges.set(key, (edges.get(key) || 0) + 1);
  }
  const made = [...nodes].sort(([a], [b]) => a - b).map(([number, members]) => {
    const at = (axis) => members.reduce((sum, node) => sum + drawn.nodes[node][axis], 0) / members.length;
    const [first] = members;
    return { number, members, x: at("x"), y: at("y"), r: 10 + 4 * Math.sqrt(members.length), shape: drawn.nodes[first].shape, like: first };
  });
  const links = [...edges].map(([key, count]) => {
    const [from, to] = key.split(" ").map(Number);
    return { from, to, count };
  });
  part(made);
  return { nodes: made, edges: links };
}

/** Set bundles on a grid wide enough for their names, each near its members' middle. */
function part(made) {
  for (const one of made) one.r = Math.min(one.r, 60);
  for (let round = 0; round < 200; round += 1) {
    let moved = false;
    for (const [i, a] of made.entries()) {
      for (const b of made.slice(i + 1)) {
        const [dx, dy] = [b.x - a.x || 0.1 * (i + 1), b.y - a.y || 0.1];
        const apart = Math.hypot(dx, dy);
        const short = a.r + b.r + 45 - apart;
        if (short <= 0.5) continue;
        const [x, y] = [(dx / apart) * short * 0.5, (dy / apart) * short * 0.5];
        a.x -= x;
        a.y -= y;
        b.x += x;
        b.y += y;
        moved = true;
      }
    }
    if (!moved) break;
  }
}

const membersOf = (bundle) => [...view.nodes].filter((node) => data.nodes[node].bundle === bundle);
