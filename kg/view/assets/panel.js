// The panel: evidence of an edge, or what is known of a node.
let chosen = null;
const trail = [];

function select(id, what, options) {
  const kind = what || (nodes.has(id) ? "node" : "edge");
  if (!(kind === "node" ? nodes : edges).has(id)) return false;
  if (chosen && !(options || {}).back && (chosen.id !== id || chosen.kind !== kind)) trail.push(chosen);
  chosen = { id, kind };
  reveal(kind, id);
  const panel = byId("panel");
  panel.hidden = false;
  panel.replaceChildren(...(kind === "node" ? nodePanel(nodes.get(id)) : edgePanel(edges.get(id))));
  panel.scrollTop = 0;
  const element = cy.getElementById((kind === "node" ? "n:" : "e:") + id);
  highlight(element);
  bring(element, (options || {}).centre);
  if ((options || {}).focus) panel.querySelector("h2").focus();
  return true;
}

/** Switches on what the legend hides, when the reader asks for it by name or from a list. */
function reveal(kind, id) {
  const wanted = kind === "node" ? [nodes.get(id)] : [nodes.get(edges.get(id).head), nodes.get(edges.get(id).tail)];
  let changed = false;
  for (const n of wanted) changed = hidden.kinds.delete(n.kind) || changed;
  if (kind === "edge") changed = hidden.types.delete(edges.get(id).type) || changed;
  if (changed) {
    applyHidden();
    drawLegend();
  }
}

function clear() {
  chosen = null;
  trail.length = 0;
  byId("panel").hidden = true;
  highlight(null);
  if (untouched && view) view();
  else cy.resize();
}

function bar() {
  return make(
    "div", { class: "bar" },
    trail.length ? make("button", { type: "button", class: "back", onclick: goBack }, "‹ " + words.back) : make("span"),
    make("button", { type: "button", class: "close", onclick: () => { clear(); byId("graph").focus(); } }, words.close + " ✕"),
  );
}

function goBack() {
  const last = trail.pop();
  if (last) select(last.id, last.kind, { back: true, focus: true });
}

const nodeLink = (id) =>
  make("button", { type: "button", class: "linkish", onclick: () => select(id, "node", { focus: true }) }, nodes.get(id).name);

function facts(list) {
  return list.length ? make("dl", null, ...list.flatMap(([key, value]) => [make("dt", null, key), make("dd", null, value)])) : null;
}

function edgePanel(edge) {
  const [first, ...more] = edge.proofs;
  const arrow = both.has(edge.type) ? "↕" : "↓";
  return [
    bar(),
    make(
      "div", { class: "ends" },
      signOf(nodes.get(edge.head).kind, 22), nodeLink(edge.head),
      make("span", { class: "arrow", "aria-hidden": "true" }, arrow), make("h2", { tabindex: "-1" }, edge.full),
      signOf(nodes.get(edge.tail).kind, 22), nodeLink(edge.tail),
    ),
    facts(edge.facts),
    make("h3", null, words.evidence),
    first ? proof(first) : make("p", null, words.evidence_none),
    more.length ? make("h3", null, say("evidence_more", { count: more.length })) : null,
    ...more.map(proof),
  ].filter(Boolean);
}

function proof(p) {
  const headline = p.headline ? make("p", { class: "headline" }, say("headline", { headline: p.headline })) : null;
  const place = [p.newspaper, p.date, p.page].filter(Boolean).join(" · ");
  const how = [];
  if (p.rule) how.push(make("span", null, words.rule + " ", make("b", null, p.rule)));
  if (p.confidence !== null) {
    const part = Math.round(p.confidence * 100);
    const fill = make("i");
    fill.style.width = part + "%";
    how.push(make("span", null, words.confidence, make("span", { class: "meter", "aria-hidden": "true" }, fill), part + "%"));
  }
  if (p.address) how.push(make("span", { class: "address" }, words.address + " " + p.address));
  return make(
    "article", { class: "proof" },
    p.pieces.length
      ? make("blockquote", null, ...p.pieces.map(([end, text]) => (end ? make("mark", { class: end }, text) : text)))
      : null,
    headline,
    make("p", { class: "place" }, place),
    p.printed ? printed(p.printed) : null,
    how.length ? make("p", { class: "how" }, ...how) : null,
  );
}

/** The printed lines, cut out of the page, or where they stand. */
function printed({ place, images }) {
  return make(
    "figure", { class: "printed" },
    ...images.map((src) => make("img", { src, alt: words.cutout, loading: "lazy" })),
    make("figcaption", null, place),
  );
}

function nodePanel(node) {
  const order = data.types.map((t) => t.key);
  const other = (e) => nodes.get(e.head === node.id ? e.tail : e.head).name;
  const list = [...edgesOf.get(node.id)].sort(
    (a, b) => order.indexOf(a.type) - order.indexOf(b.type) || (a.tail === node.id) - (b.tail === node.id) || (other(a) < other(b) ? -1 : 1),
  );
  return [
    bar(),
    make("span", { class: "kind" }, signOf(node.kind, 20), kinds.get(node.kind).zh),
    make("h2", { tabindex: "-1" }, node.name),
    facts([...(node.aliases.length ? [[words.aliases, node.aliases.join("、")]] : []), ...node.facts]),
    make("h3", null, list.length ? say("relations_of", { count: list.length }) : words.no_relations),
    make("ul", { class: "edges" }, ...list.map((e) => edgeRow(e, node.id))),
  ].filter(Boolean);
}

function edgeRow(edge, from) {
  const out = edge.head === from;
  const other = nodes.get(out ? edge.tail : edge.head);
  return make(
    "li", null,
    make(
      "button", { type: "button", "data-edge": edge.id, onclick: () => select(edge.id, "edge", { focus: true }) },
      make("span", { class: "dir" }, both.has(edge.type) ? words.both_ways : out ? words.outgoing : words.incoming),
      make("span", { class: "type" }, edge.caption), make("span", { class: "other" }, other.name),
    ),
  );
}
