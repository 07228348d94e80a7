// Moving the view and the nodes.

const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
const narrow = window.matchMedia("(max-width: 860px)");
const motion = () => (stillness.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });

/** Show all that is in view. */
function fit(animation) {
  network.fit({ nodes: idsInView(), animation: animation || false, maxZoomLevel: 2 });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(6, Math.max(0.08, network.getScale() * factor)), animation: motion() });
}

/** Bring what is in focus into the part of the picture that no sheet covers. */
function bringIn() {
  const focus = inFocus();
  if (!focus || !focus.nodes.size) return;
  const at = network.getPositions([...focus.nodes]);
  const xs = Object.values(at).map(({ x }) => x);
  const ys = Object.values(at).map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const frame = $("picture").getBoundingClientRect();
  const sheet = narrow.matches && $("panel").classList.contains("open") ? $("panel").offsetHeight : 0;
  const covered = Math.max(0, frame.bottom - (window.innerHeight - sheet));
  const fits = Math.min(frame.width / (right - left + 160), (frame.height - covered) / (bottom - top + 120));
  const scale = Math.min(1.2, Math.max(fits, 0.2));
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + covered / 2 / scale },
    scale,
    animation: motion(),
  });
}

/** Move the view, if need be, so that a node lies inside it. */
function keepInside(id) {
  const { x, y } = network.canvasToDOM(network.getPosition(id));
  const { clientWidth, clientHeight } = $("picture");
  if (x > 30 && y > 30 && x < clientWidth - 30 && y < clientHeight - 30) return;
  network.moveTo({ position: network.getPosition(id), animation: motion() });
}

/** Let the forces move the nodes, or hold them where they are. */
function setPhysics(on) {
  network.setOptions({ physics: { enabled: on } });
  if (!on) network.storePositions();
  $("physics").setAttribute("aria-pressed", String(on));
  $("physics").textContent = on ? "Stop motion" : "Start motion";
}

/** Put the nodes back where the layout had them. */
function restorePlaces() {
  setPhysics(false);
  if (gathered) for (const { number, x, y } of gathered.nodes) network.moveNode(bundleId(number), x, y);
  else for (const { id, x, y } of drawn.nodes) network.moveNode(id, x, y);
}
