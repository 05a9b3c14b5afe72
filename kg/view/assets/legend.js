// The legend: what signs and lines mean, and switches for them.
function drawLegend() {
  const nodesOf = (key) => data.nodes.filter((n) => n.kind === key).length;
  const edgesLike = (key) => data.edges.filter((e) => e.type === key).length;
  const group = (name, items) =>
    items.length ? make("fieldset", null, make("legend", null, words[name]), ...items) : null;
  const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
  byId("legend").replaceChildren(
    ...[
      group("legend_kinds", data.kinds.filter((k) => nodesOf(k.key)).map((k) => toggle("kinds", k, signOf(k.key, 20), nodesOf(k.key)))),
      group("legend_types", data.types.filter((t) => edgesLike(t.key)).map((t) => toggle("types", t, lineOf(t), edgesLike(t.key)))),
    ].filter(Boolean),
  );
  if (held) {
    const again = [...byId("legend").querySelectorAll("button")].find((b) => b.dataset.key === held);
    if (again) again.focus();
  }
  byId("legend").hidden = !data.nodes.length || byId("legend-button").getAttribute("aria-expanded") === "false";
}

function toggle(group, item, sign, count) {
  const on = !hidden[group].has(item.key);
  return make(
    "button",
    {
      type: "button", "aria-pressed": String(on), "data-key": item.key, title: words.legend_hint,
      onclick: () => switchOne(group, item.key),
    },
    sign, item.zh, make("small", null, String(count)),
  );
}

function switchOne(group, key) {
  if (!hidden[group].delete(key)) hidden[group].add(key);
  applyHidden();
  drawLegend();
  if (chosen && !(chosen.kind === "node" ? isShown(nodes.get(chosen.id)) : isDrawn(edges.get(chosen.id)))) clear();
}

function lineOf(type) {
  const dash = { solid: "none", dashed: "5 3", dotted: "1.5 3" }[type.line];
  return svg(
    "svg", { class: "sign", width: 26, height: 12, viewBox: "0 0 26 12", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 6, x2: 19, y2: 6, stroke: type.colour, "stroke-width": 2, "stroke-dasharray": dash }),
    svg("polygon", { points: "18,2 25,6 18,10", fill: type.colour }),
  );
}

byId("legend-button").addEventListener("click", () => {
  const button = byId("legend-button");
  button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") === "false"));
  drawLegend();
  cy.resize();
});
