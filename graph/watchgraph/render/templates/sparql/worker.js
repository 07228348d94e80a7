/**
 * The engine and the edition, beside the page. The text of this function becomes a worker, so it
 * uses nothing from outside it.
 *
 * port: where messages come from and go to. load: gives {init, Store}.
 */
function serve(port, load) {
  const { init, Store } = load();
  let store = null;

  async function unpacked(packed) {
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  function term({ termType, value, language, datatype }) {
    if (termType === "NamedNode") return { type: "uri", value };
    if (termType === "BlankNode") return { type: "bnode", value };
    if (language) return { type: "literal", value, "xml:lang": language };
    const plain = datatype.value === "http://www.w3.org/2001/XMLSchema#string";
    return { type: "literal", value, ...(plain ? {} : { datatype: datatype.value }) };
  }

  const work = {
    async start({ wasm, quads }) {
      await init({ module_or_path: await unpacked(wasm) });
      store = new Store();
      store.load(await unpacked(quads), { format: "nq", lenient: true, no_transaction: true });
      return { statements: store.size };
    },
    ask({ sparql, form, union }) {
      const how = { use_default_graph_as_union: union };
      if (form === "SELECT" || form === "ASK") {
        return { json: store.query(sparql, { ...how, results_format: "json" }) };
      }
      const found = store.query(sparql, how).map(({ subject, predicate, object }) => ({ subject, predicate, object }));
      const bindings = found.map((quad) => Object.fromEntries(Object.entries(quad).map(([name, of]) => [name, term(of)])));
      return {
        json: JSON.stringify({ head: { vars: ["subject", "predicate", "object"] }, results: { bindings } }),
        triples: found.map(({ subject, predicate, object }) => `${subject} ${predicate} ${object} .\n`).join(""),
      };
    },
  };

  port.onmessage = async ({ data }) => {
    try {
      port.postMessage({ id: data.id, done: await work[data.kind](data) });
    } catch (error) {
      // After a trap, such as want of memory, the engine's state is not to be trusted.
      port.postMessage({ id: data.id, fault: String(error.message ?? error), broken: error instanceof WebAssembly.RuntimeError });
    }
  };
}
