// Buttons and keys.
byId("zoom-in").addEventListener("click", () => zoomBy(1.25));
byId("zoom-out").addEventListener("click", () => zoomBy(0.8));
byId("fit").addEventListener("click", fit);

/** The nearest shown node in a direction; far to the side counts as farther away. */
function neighbourTowards(from, dx, dy) {
  let best = null;
  for (const n of data.nodes) {
    if (n.id === from.id || !isShown(n)) continue;
    const ahead = (n.x - from.x) * dx + (n.y - from.y) * dy;
    const aside = Math.abs((n.x - from.x) * dy) + Math.abs((n.y - from.y) * dx);
    if (ahead <= 0 || aside > ahead * 2) continue;
    const far = ahead + aside * 1.5;
    if (!best || far < best.far) best = { id: n.id, far };
  }
  return best && best.id;
}

function step(dx, dy) {
  const from = chosen && nodes.get(chosen.kind === "node" ? chosen.id : edges.get(chosen.id).head);
  if (from) {
    const id = neighbourTowards(from, dx, dy);
    if (id) select(id, "node");
    return;
  }
  if (data.nodes.some(isShown)) select(bestConnected().id, "node");
}

const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
byId("graph").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (moves[event.key] && event.shiftKey) cy.panBy({ x: -60 * moves[event.key][0], y: -60 * moves[event.key][1] });
  else if (moves[event.key]) step(...moves[event.key]);
  else if (event.key === "+" || event.key === "=") zoomBy(1.25);
  else if (event.key === "-") zoomBy(0.8);
  else if (event.key === "0") fit();
  else if (event.key === "Enter" && chosen) byId("panel").querySelector("h2").focus();
  else if (event.key === "Enter") step(0, 1);
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) {
    const inside = byId("panel").contains(document.activeElement);
    clear();
    if (inside) byId("graph").focus();
  }
});
