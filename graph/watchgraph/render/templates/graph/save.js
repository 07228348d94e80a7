// Files of what is in view, made in the page and saved by the browser.

function saveFile(blob, ending) {
  const address = URL.createObjectURL(blob);
  const apart = data.notice ? "-private" : "";
  const link = el("a", { href: address, download: `watchgraph-${data.name || "network"}${apart}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const svgText = () => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(viewSvg())}\n`;

/** The drawing as pixels, twice as many as it is wide, as far as a canvas reaches. */
function savePng() {
  const drawing = viewSvg();
  const [width, height] = ["width", "height"].map((name) => Number(drawing.getAttribute(name)));
  const factor = Math.min(2, 8000 / Math.max(width, height));
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * factor);
    canvas.height = Math.round(height * factor);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => saveFile(blob, "png"), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText())}`;
}

const SAVED = {
  png: savePng,
  svg: () => saveFile(new Blob([svgText()], { type: "image/svg+xml" }), "svg"),
  csv: () => saveFile(new Blob([edgesCsv()], { type: "text/csv" }), "csv"),
  graphml: () => saveFile(new Blob([networkGraphml()], { type: "application/graphml+xml" }), "graphml"),
};

function wireSave() {
  for (const button of document.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () => {
      $("save").open = false;
      $("save").querySelector("summary").focus();
      SAVED[button.dataset.save]();
    });
  }
  document.addEventListener("click", (event) => {
    if (!$("save").contains(event.target)) $("save").open = false;
  });
}
