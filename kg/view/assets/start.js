// Data, words and small tools that all parts of the page share.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const kinds = new Map(data.kinds.map((k) => [k.key, k]));
const types = new Map(data.types.map((t) => [t.key, t]));
const nodes = new Map(data.nodes.map((n) => [n.id, n]));
const edges = new Map(data.edges.map((e) => [e.id, e]));
const both = new Set(data.both);
const edgesOf = new Map(data.nodes.map((n) => [n.id, []]));
for (const e of data.edges) {
  edgesOf.get(e.head).push(e);
  if (e.tail !== e.head) edgesOf.get(e.tail).push(e);
}
const hidden = { kinds: new Set(), types: new Set() };
if (!data.everything) {
  for (const k of data.kinds) if (!k.shown) hidden.kinds.add(k.key);
  for (const t of data.types) if (!t.shown) hidden.types.add(t.key);
}
const FONT = getComputedStyle(document.body).fontFamily;

const byId = (id) => document.getElementById(id);
const say = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => String((values || {})[name]));

/** Makes an element. Values become text, never markup. */
function make(tag, attributes, ...children) {
  const out = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "onclick") out.addEventListener("click", value);
    else if (value !== null && value !== undefined) out.setAttribute(key, value);
  }
  out.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return out;
}

function svg(tag, attributes, ...children) {
  const out = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) out.setAttribute(key, value);
  out.append(...children);
  return out;
}

/** The sign of a kind, as in the graph: its colour, its shape, its character. */
function signOf(kind, size) {
  const k = kinds.get(kind);
  const shape = k.outline
    ? svg("polygon", { points: k.outline, fill: k.colour, stroke: k.colour, "stroke-width": 1, "stroke-linejoin": "round" })
    : svg("circle", { cx: 12, cy: 12, r: 11, fill: k.colour });
  const text = svg("text", {
    x: 12, y: 12 - k.rise * 0.55, fill: "#fff", "font-size": 10.5, "text-anchor": "middle", "dominant-baseline": "central",
  });
  text.textContent = k.sign;
  return svg("svg", { class: "sign", width: size, height: size, viewBox: "0 0 24 24", "aria-hidden": "true" }, shape, text);
}

const isShown = (node) => !hidden.kinds.has(node.kind);
const isDrawn = (edge) => !hidden.types.has(edge.type) && isShown(nodes.get(edge.head)) && isShown(nodes.get(edge.tail));
