// Builds dist/: classic scripts that work from a folder on disk, where modules and fetch do not.
// The same packages give the same bytes.

import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const modules = join(here, "node_modules");
const bundled = new Set(["world-atlas"]);

/** Bundle a file of src/ and note which packages went into it. */
async function bundle(name, options) {
  const made = await build({
    entryPoints: [join(here, "src", name)],
    absWorkingDir: here,
    bundle: true,
    charset: "utf8",
    format: "iife",
    legalComments: "none",
    logOverride: { "empty-import-meta": "silent" },
    metafile: true,
    minify: true,
    target: "es2022",
    write: false,
    ...options,
  });
  for (const input of Object.keys(made.metafile.inputs)) {
    const found = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input);
    if (found) bundled.add(found[1]);
  }
  return made.outputFiles[0].text;
}

/** The licence of each package whose text reaches a reader. */
function licences() {
  return [...bundled].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    const kept = readdirSync(join(modules, name)).find((file) => /^licen[cs]e/i.test(file));
    const own = join(here, "licences", `${name}.txt`);
    if (!kept && !existsSync(own)) throw new Error(`no licence text of ${name}`);
    const text = readFileSync(kept ? join(modules, name, kept) : own, "utf8").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

// The engine is a function, so that its own text can become a worker: a file on disk cannot.
const engine = await bundle("oxigraph.js", { globalName: "made" });
const wasm = gzipSync(readFileSync(join(modules, "oxigraph", "web_bg.wasm")), { level: 9 }).toString("base64");
writeFileSync(
  join(dist, "oxigraph.js"),
  `window.WGOxigraph={load:function(){${engine}return made},wasm:"${wasm}"};\n`,
);
writeFileSync(join(dist, "editor.js"), await bundle("editor.js", { globalName: "WGEditor" }));
copyFileSync(join(modules, "world-atlas", "countries-50m.json"), join(dist, "countries-50m.json"));
// For the tests; it is not part of the site.
copyFileSync(join(modules, "axe-core", "axe.min.js"), join(dist, "axe.min.js"));
const rule = "-".repeat(78);
writeFileSync(
  join(dist, "licences.txt"),
  `Software and data of others that this site carries, each with its licence.\n\n${rule}\n${licences().join(`\n${rule}\n`)}`,
);
