import { inspect } from "node:util";

/** Node's own text of a promise shows what the kernel attached to it; the user needs its state and the way on. */
function promiseText(this: Promise<unknown>): string {
  const text = inspect(this, { customInspect: false, depth: 0 });
  if (text.startsWith("Promise {\n  <pending>") || text.startsWith("Promise { <pending>")) {
    return "Promise { <pending> }: await it for its value";
  }
  return text.includes("<rejected>") ? "Promise { <rejected> }" : "Promise { <fulfilled> }: await it for its value";
}

/** Ends the process; only the kernel may. */
export type Exit = (code: number) => never;

/**
 * Makes two globals safe for cells: a promise prints calmly, and `process.exit` is refused, because it would take every variable and
 * the unsaved outputs along. Returns the real exit.
 */
export function guardGlobals(): Exit {
  Object.defineProperty(Promise.prototype, inspect.custom, { value: promiseText, configurable: true, writable: true });
  const exit = process.exit.bind(process) as Exit;
  process.exit = () => {
    throw new Error("process.exit() is refused in a cell: restart or shut down the kernel from the Kernel menu.");
  };
  return exit;
}
