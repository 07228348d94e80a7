// The SPARQL engine as a page that has no server needs it: it is given its WebAssembly.
export { default as init, Store } from "oxigraph/web.js";
