// The search box: names and aliases; the arrow keys choose, Enter goes there.
const squeeze = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
let active = 0;

/** Finds nodes whose name or alias holds the text: whole names first, then beginnings, then the rest; articles last. */
function search(text) {
  const wanted = squeeze(text);
  if (!wanted) return [];
  const out = [];
  for (const node of data.nodes) {
    let best = null;
    for (const name of [node.name, ...node.aliases]) {
      const at = squeeze(name).indexOf(wanted);
      if (at < 0) continue;
      const rank = (squeeze(name) === wanted ? 0 : at === 0 ? 1 : 2) + (name === node.name ? 0 : 0.5) + (kinds.get(node.kind).shown ? 0 : 3);
      if (!best || rank < best.rank) best = { node, name, rank };
    }
    if (best) out.push(best);
  }
  return out.sort((a, b) => a.rank - b.rank || edgesOf.get(b.node.id).length - edgesOf.get(a.node.id).length || (a.node.id < b.node.id ? -1 : 1)).slice(0, 30);
}

function showHits() {
  const box = byId("search");
  const list = byId("hits");
  const hits = search(box.value);
  active = Math.min(active, Math.max(hits.length - 1, 0));
  const open = box.value.trim() !== "";
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  const rows = hits.map((hit, i) =>
    make(
      "li", { role: "option", id: "hit-" + i, "aria-selected": String(i === active), onclick: () => go(hit) },
      signOf(hit.node.kind, 18),
      make("span", null, hit.node.name, " ", hit.name !== hit.node.name ? make("small", null, say("search_alias", { name: hit.name })) : null),
    ),
  );
  list.replaceChildren(...(rows.length ? rows : [make("li", { class: "none" }, say("search_none", { text: box.value.trim() }))]));
  if (rows.length) box.setAttribute("aria-activedescendant", "hit-" + active);
  else box.removeAttribute("aria-activedescendant");
  if (rows[active]) rows[active].scrollIntoView({ block: "nearest" });
  return hits;
}

function closeHits() {
  byId("hits").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function go(hit) {
  closeHits();
  select(hit.node.id, "node", { centre: true });
}

byId("search").addEventListener("input", () => {
  active = 0;
  showHits();
});
byId("search").addEventListener("focus", () => byId("search").value && showHits());
byId("search").addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const hits = search(byId("search").value);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    active = hits.length ? (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length : 0;
    showHits();
    event.preventDefault();
  } else if (event.key === "Enter" && hits[active]) {
    go(hits[active]);
    event.preventDefault();
  } else if (event.key === "Escape") {
    if (byId("hits").hidden) byId("search").value = "";
    closeHits();
    event.stopPropagation();
  }
});
document.addEventListener("click", (event) => event.target.closest(".search") || closeHits());
