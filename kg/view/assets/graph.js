// The drawing itself.
function signImage(kind) {
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48"><text x="24" y="${24 - kind.rise}" ` +
    `fill="#fff" font-size="20" font-family="${FONT.replace(/"/g, "'")}" text-anchor="middle" dominant-baseline="central">` +
    `${kind.sign}</text></svg>`;
  return "data:image/svg+xml;utf8," + encodeURIComponent(text);
}

const big = data.nodes.length > 250;
const cy = cytoscape({
  container: byId("graph"),
  elements: {
    nodes: data.nodes.map((n) => ({
      data: { id: "n:" + n.id, label: n.label, kind: n.kind, size: n.size },
      position: { x: n.x, y: n.y },
    })),
    edges: data.edges.map((e) => ({
      data: { id: "e:" + e.id, source: "n:" + e.head, target: "n:" + e.tail, caption: e.caption, type: e.type, bend: e.bend, share: e.share },
    })),
  },
  layout: { name: "preset", fit: false },
  minZoom: 0.03,
  maxZoom: 3,
  boxSelectionEnabled: false,
  selectionType: "single",
  autounselectify: true,
  hideEdgesOnViewport: big,
  textureOnViewport: big,
  style: [
    {
      selector: "node",
      style: {
        width: "data(size)", height: "data(size)", label: "data(label)", "font-family": FONT, "font-size": data.text.label,
        "text-wrap": "wrap", "text-max-width": 1000, "text-valign": "bottom", "text-halign": "center", "text-margin-y": data.text.gap,
        "line-height": data.text.line, color: "#1e2733", "text-outline-color": "#f6f7f9", "text-outline-width": 2.5,
        "text-outline-opacity": 0.95, "min-zoomed-font-size": big ? 7 : 0, "background-fit": "none", "background-width": "100%",
        "background-height": "100%", "background-clip": "none", "overlay-opacity": 0,
      },
    },
    ...data.kinds.map((k) => ({
      selector: `node[kind="${k.key}"]`,
      style: { "background-color": k.colour, shape: k.shape, "background-image": signImage(k) },
    })),
    {
      selector: "edge",
      style: {
        width: 1.6, "curve-style": "straight", "target-arrow-shape": "triangle", "arrow-scale": 0.95, label: "data(caption)",
        "font-family": FONT, "font-size": data.text.caption, color: "#3d4855", "text-rotation": "autorotate", "text-background-color": "#f6f7f9",
        "text-background-opacity": 0.94, "text-background-padding": 2, "min-zoomed-font-size": big ? 8 : 0, "overlay-opacity": 0,
        "target-distance-from-node": 2, "source-distance-from-node": 1, "target-endpoint": "outside-to-node-or-label", "source-endpoint": "outside-to-node-or-label",
      },
    },
    {
      selector: "edge[bend != 0]",
      style: { "curve-style": "unbundled-bezier", "control-point-distances": "data(bend)", "control-point-weights": 0.5 },
    },
    {
      selector: "edge[share != 0.5]",
      style: { label: "", "source-label": "data(caption)", "source-text-rotation": "autorotate", "source-text-offset": 60 },
    },
    { selector: "edge:loop", style: { "curve-style": "bezier", "loop-direction": "-45deg" } },
    ...data.types.map((t) => ({
      selector: `edge[type="${t.key}"]`,
      style: {
        "line-color": t.colour, "target-arrow-color": t.colour, "line-style": t.line,
        ...(both.has(t.key) ? { "source-arrow-shape": "triangle", "source-arrow-color": t.colour } : {}),
      },
    })),
    { selector: ".off", style: { display: "none" } },
    { selector: ".dim", style: { opacity: 0.25 } },
    { selector: "edge.chosen", style: { width: 3.4, "z-index": 20, color: "#10151c", "font-weight": 600 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": "#f0b429", "border-position": "outside" } },
    { selector: "edge.over", style: { width: 3 } },
  ],
});

/** Puts captions where they belong on the visible part of their line; its ends are known once labels were measured. */
function placeCaptions() {
  cy.batch(() => {
    for (const edge of cy.edges("[share != 0.5]").not(".off")) {
      const [a, b] = [edge.sourceEndpoint(), edge.targetEndpoint()];
      if (a && b) edge.style("source-text-offset", Math.hypot(b.x - a.x, b.y - a.y) * edge.data("share"));
    }
  });
}
cy.one("render", () => setTimeout(placeCaptions));

function applyHidden() {
  cy.batch(() => {
    for (const n of data.nodes) cy.getElementById("n:" + n.id).toggleClass("off", !isShown(n));
    for (const e of data.edges) cy.getElementById("e:" + e.id).toggleClass("off", !isDrawn(e));
  });
  const any = data.nodes.some(isShown);
  byId("empty").hidden = any;
  byId("empty").textContent = any ? "" : data.nodes.length ? words.empty_hidden : words.empty;
  byId("count").textContent = say("count", { nodes: data.nodes.filter(isShown).length, edges: data.edges.filter(isDrawn).length });
}

const shownElements = () => cy.elements().not(".off");

function fit() {
  cy.resize();
  const all = shownElements();
  if (!all.length) return;
  moveByUs(() => {
    cy.fit(all, 24);
    if (cy.zoom() > 1.25) {
      cy.zoom(1.25);
      cy.center(all);
    }
  });
  untouched = true;
  view = fit;
}

/** The first view: everything, or on a small window what is best connected, at a size that can be read. */
function open() {
  fit();
  view = open;
  if (big || cy.zoom() >= 0.5 || !data.nodes.some(isShown)) return;
  const first = cy.getElementById("n:" + bestConnected().id);
  moveByUs(() => {
    cy.zoom(0.7);
    cy.center(first);
  });
}

function bestConnected() {
  const shown = data.nodes.filter(isShown);
  return shown.sort((a, b) => edgesOf.get(b.id).length - edgesOf.get(a.id).length || (a.id < b.id ? -1 : 1))[0];
}

function zoomBy(factor) {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

/** Marks what is chosen and steps everything that does not touch it into the background. */
function highlight(element) {
  cy.batch(() => {
    cy.elements().removeClass("chosen dim");
    if (!element || element.empty()) return;
    const near = element.isNode() ? element.closedNeighborhood() : element.union(element.connectedNodes());
    cy.elements().not(near).addClass("dim");
    element.addClass("chosen");
  });
}

/** Moves the drawing so that an element and what it joins are in sight; a search centres on it. */
function bring(element, centre) {
  cy.resize();
  const near = (element.isNode() ? element.closedNeighborhood() : element.union(element.connectedNodes())).not(".off");
  const box = near.renderedBoundingBox({ includeOverlays: false });
  const room = 16;
  const out = box.x1 < room || box.y1 < room || box.x2 > cy.width() - room || box.y2 > cy.height() - room;
  const readable = big ? 0 : 0.62;
  if (!centre && !out && cy.zoom() >= readable) return;
  const fitting = cy.zoom() * Math.min((cy.width() - 2 * room) / box.w, (cy.height() - 2 * room) / box.h);
  const wanted = Math.max(cy.zoom(), centre ? 0.85 : readable);
  moveByUs(() => {
    cy.zoom(fitting >= 0.62 ? Math.min(wanted, fitting) : Math.max(wanted, 0.62));
    cy.center(fitting >= 0.62 ? near : element);
  });
}

/** True until the reader moves or scales the drawing: then it is left where it is. */
let untouched = true;
let view = null;
let moving = false;
function moveByUs(action) {
  moving = true;
  action();
  moving = false;
}
cy.on("viewport", () => {
  if (!moving) untouched = false;
});

cy.on("tap", "node", (event) => select(event.target.id().slice(2)));
cy.on("tap", "edge", (event) => select(event.target.id().slice(2), "edge"));
cy.on("tap", (event) => event.target === cy && clear());
cy.on("mouseover", "edge", (event) => event.target.addClass("over"));
cy.on("mouseout", "edge", (event) => event.target.removeClass("over"));
cy.on("mouseover", "node, edge", () => (byId("graph").style.cursor = "pointer"));
cy.on("mouseout", "node, edge", () => (byId("graph").style.cursor = ""));
