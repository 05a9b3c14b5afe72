// First drawing, and a small interface for scripts and tests.
if (data.total > data.nodes.length) {
  byId("note").textContent = say("cut", { total: data.total, kept: data.nodes.length });
  byId("note").hidden = false;
}
if (window.innerWidth <= 720) byId("legend-button").setAttribute("aria-expanded", "false");
applyHidden();
drawLegend();
for (const id of ["zoom-in", "zoom-out", "fit", "save", "print", "search"]) byId(id).disabled = !data.nodes.length;
open();
new ResizeObserver(() => (untouched && !chosen && view ? view() : cy.resize())).observe(byId("stage"));

/** A box in pixels of the window. */
function windowBox(box) {
  const at = byId("graph").getBoundingClientRect();
  return { left: box.x1 + at.left, top: box.y1 + at.top, right: box.x2 + at.left, bottom: box.y2 + at.top };
}

const labelOnly = { includeNodes: false, includeEdges: false, includeLabels: true, includeOverlays: false, includeUnderlays: false };
window.kg = {
  /** select(id): as a click on the node or edge of that id; false where there is none. */
  select: (id) => select(id),
  /** clear(): nothing is chosen any more. */
  clear,
  /** fit(): the whole graph in the window. */
  fit,
  /** search(text): ids of the nodes found, best first. */
  search: (text) => search(text).map((hit) => hit.node.id),
  /** selected(): the id of what is chosen, or null. */
  selected: () => chosen && chosen.id,
  /** shown(): ids of the nodes and edges that are drawn. */
  shown: () => ({ nodes: data.nodes.filter(isShown).map((n) => n.id), edges: data.edges.filter(isDrawn).map((e) => e.id) }),
  /** zoom(): the scale of the drawing; 1 is its natural size. */
  zoom: () => cy.zoom(),
  /** labels(): the box of each drawn node's label, in pixels of the window. */
  labels: () => data.nodes.filter(isShown).map((n) => ({ id: n.id, ...windowBox(cy.getElementById("n:" + n.id).renderedBoundingBox(labelOnly)) })),
  /** captions(): for each drawn edge, the middle, width, height (pixels of the window) and angle (radians) of its caption. */
  captions: () => data.edges.filter(isDrawn).map((e) => captionBox(e)),
  /** point(id): where to click for that node or edge, in pixels of the window. */
  point: (id) => {
    if (edges.has(id)) {
      const { x, y } = captionBox(edges.get(id));
      return { x, y };
    }
    const at = byId("graph").getBoundingClientRect();
    const p = cy.getElementById("n:" + id).renderedPosition();
    return { x: p.x + at.left, y: p.y + at.top };
  },
};

function captionBox(edge) {
  const element = cy.getElementById("e:" + edge.id);
  const at = byId("graph").getBoundingClientRect();
  const r = element._private.rscratch;
  const slid = edge.share !== 0.5;
  const middle = slid ? { x: r.sourceLabelX, y: r.sourceLabelY } : { x: r.labelX, y: r.labelY };
  const zoom = cy.zoom();
  const pan = cy.pan();
  return {
    id: edge.id, x: middle.x * zoom + pan.x + at.left, y: middle.y * zoom + pan.y + at.top,
    angle: (slid ? r.sourceLabelAngle : r.labelAngle) || 0,
    width: ((slid ? r.sourceLabelWidth : r.labelWidth) || 0) * zoom, height: ((slid ? r.sourceLabelHeight : r.labelHeight) || 0) * zoom,
  };
}
