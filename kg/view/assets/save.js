// Saving as a picture, and printing: the whole graph with its title and legend, whatever the window shows.
async function portrait() {
  const scale = Math.min(2, 7000 / Math.max(cy.elements().boundingBox().w, cy.elements().boundingBox().h, 1));
  const url = cy.png({ full: true, scale, bg: "#f6f7f9" });
  const image = new Image();
  await new Promise((done, fail) => {
    image.onload = done;
    image.onerror = fail;
    image.src = url;
  });
  const unit = 2;
  const edge = 28 * unit;
  const width = Math.max(image.width + 2 * edge, 900 * unit);
  const canvas = make("canvas");
  const pen = canvas.getContext("2d");
  const items = legendItems();
  const rows = flow(pen, items, width - 2 * edge, unit);
  canvas.width = width;
  canvas.height = image.height + 84 * unit + rows * 26 * unit + edge;
  pen.fillStyle = "#f6f7f9";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#1e2733";
  pen.textBaseline = "middle";
  pen.font = `600 ${20 * unit}px ${FONT}`;
  pen.fillText(document.title, edge, 34 * unit, width - 2 * edge);
  pen.font = `${12 * unit}px ${FONT}`;
  pen.fillStyle = "#566170";
  pen.fillText(byId("count").textContent, edge, 60 * unit);
  pen.drawImage(image, (width - image.width) / 2, 76 * unit);
  await drawItems(pen, items, edge, image.height + 96 * unit, unit);
  return canvas;
}

function legendItems() {
  const out = [];
  for (const button of byId("legend").querySelectorAll('button[aria-pressed="true"]')) {
    out.push({ sign: button.querySelector("svg"), text: button.childNodes[1].textContent });
  }
  return out;
}

function flow(pen, items, width, unit) {
  pen.font = `${13 * unit}px ${FONT}`;
  let x = 0;
  let row = 0;
  for (const item of items) {
    const wide = 34 * unit + pen.measureText(item.text).width + 18 * unit;
    if (x > 0 && x + wide > width) {
      x = 0;
      row += 1;
    }
    Object.assign(item, { x, row });
    x += wide;
  }
  return items.length ? row + 1 : 0;
}

async function drawItems(pen, items, left, top, unit) {
  pen.font = `${13 * unit}px ${FONT}`;
  pen.fillStyle = "#1e2733";
  for (const item of items) {
    const copy = item.sign.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("font-family", FONT.replace(/"/g, "'"));
    const sign = new Image();
    await new Promise((done) => {
      sign.onload = sign.onerror = done;
      sign.src = "data:image/svg+xml;utf8," + encodeURIComponent(copy.outerHTML);
    });
    const [w, h] = ["width", "height"].map((k) => Number(item.sign.getAttribute(k)) * unit);
    pen.drawImage(sign, left + item.x, top + item.row * 26 * unit - h / 2, w, h);
    pen.fillText(item.text, left + item.x + 32 * unit, top + item.row * 26 * unit);
  }
}

byId("save").addEventListener("click", async () => {
  const canvas = await portrait();
  canvas.toBlob((blob) => {
    const link = make("a", { href: URL.createObjectURL(blob), download: document.title.replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 80) + ".png" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }, "image/png");
});
byId("print").addEventListener("click", async () => {
  const paper = byId("paper");
  paper.src = (await portrait()).toDataURL("image/png");
  await paper.decode();
  window.print();
});
