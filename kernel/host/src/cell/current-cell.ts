import { AsyncLocalStorage } from "node:async_hooks";
import type { StreamName } from "../wire/stream-buffer.js";
import type { CellOutput } from "./cell-output.js";

const storage = new AsyncLocalStorage<CellOutput>();
let latest: CellOutput | undefined;

/** Runs a cell's code so that whatever it starts, timers and promises too, finds this cell again. */
export function runInCell<T>(cell: CellOutput, code: () => T): T {
  latest = cell;
  return storage.run(cell, code);
}

/** The cell whose code is running; the one that ran last for code that belongs to none. */
export function currentCell(): CellOutput | undefined {
  return storage.getStore() ?? latest;
}

/** Sends what is written to the process's streams under the cell that wrote it; before the first cell, to the server's log. */
export function routeProcessStreams(): void {
  route("stdout");
  route("stderr");
}

function route(name: StreamName): void {
  const stream = process[name];
  const original = stream.write.bind(stream);
  const write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
    const cell = currentCell();
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    if (cell === undefined) original(text);
    else cell.stream(name, text);
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof done === "function") process.nextTick(done as () => void);
    return true;
  };
  stream.write = write as typeof stream.write;
}
