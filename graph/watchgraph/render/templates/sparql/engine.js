// The engine as the page sees it: started, asked one question at a time, stopped.

const LONGEST = 120; // seconds after which a query is stopped unasked

const engine = {
  port: null,
  waiting: new Map(), // by number of the message: {resolve, reject}
  last: 0,
  stoppable: true,
  loading: null,
};

/** A worker made of text; where a browser refuses that, the page itself does the work. */
function connect() {
  const receive = ({ data }) => {
    const { resolve, reject } = engine.waiting.get(data.id) ?? {};
    engine.waiting.delete(data.id);
    if (data.done) resolve?.(data.done);
    else reject?.(Object.assign(new Error(data.fault), { broken: data.broken }));
  };
  try {
    const text = `(${serve})(self, ${WGOxigraph.load});`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const worker = new Worker(address);
    URL.revokeObjectURL(address);
    worker.onmessage = receive;
    worker.onerror = () => {
      for (const { reject } of engine.waiting.values()) reject(new Error("The engine failed to start."));
      engine.waiting.clear();
    };
    return worker;
  } catch {
    engine.stoppable = false;
    const inside = { postMessage: (data) => receive({ data }) };
    serve(inside, WGOxigraph.load);
    return { postMessage: (data) => setTimeout(() => inside.onmessage({ data })), terminate() {} };
  }
}

function send(message) {
  return new Promise((resolve, reject) => {
    const id = (engine.last += 1);
    engine.waiting.set(id, { resolve, reject });
    engine.port.postMessage({ id, ...message });
  });
}

/** Load the engine and the edition; resolves to {statements, seconds}. */
function start() {
  const began = performance.now();
  engine.port = connect();
  engine.loading = send({ kind: "start", wasm: WGOxigraph.wasm, quads: WGEdition.quads }).then((made) => ({
    ...made,
    seconds: (performance.now() - began) / 1000,
  }));
  return engine.loading;
}

/** End what runs, whatever it does, and begin anew. */
function stop(why) {
  engine.port.terminate();
  const waiting = [...engine.waiting.values()];
  engine.waiting.clear();
  const again = start();
  for (const { reject } of waiting) reject(Object.assign(new Error(why), { stopped: true }));
  return again;
}

/** Ask a query that was found admissible; resolves to {json, triples}. */
async function asked(sparql) {
  const { form, union } = admitted(sparql);
  await engine.loading;
  const timer = engine.stoppable
    ? setTimeout(() => stop(`Stopped after ${LONGEST} seconds: ask for less at once.`), LONGEST * 1000)
    : 0;
  try {
    const { json, triples } = await send({ kind: "ask", sparql: data.prologue + grouped(sparql), form, union });
    return { form, raw: JSON.parse(json), triples };
  } catch (error) {
    if (!error.broken) throw error;
    stop("");
    throw new Error("The engine ran out of memory: ask for less at once.");
  } finally {
    clearTimeout(timer);
  }
}
