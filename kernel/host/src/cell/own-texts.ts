import { inspect } from "node:util";

/**
 * Makes `console.log` print instances of classes with a `toString` of their own by it, as a cell shows them: Node would print the
 * fields that hold them together, down to the whole simulation.
 *
 * @param exported whatever a module exports; what is no such class is left alone
 */
export function printByOwnTexts(exported: Iterable<unknown>): void {
  for (const value of exported) {
    if (typeof value !== "function" || value.prototype instanceof Error) continue;
    for (let prototype = value.prototype; isOfClass(prototype); prototype = Object.getPrototypeOf(prototype)) {
      if (!Object.hasOwn(prototype, "toString") || Object.hasOwn(prototype, inspect.custom)) continue;
      Object.defineProperty(prototype, inspect.custom, { value: ownText, configurable: true, writable: true });
    }
  }
}

function isOfClass(prototype: unknown): prototype is object {
  return typeof prototype === "object" && prototype !== null && prototype !== Object.prototype;
}

function ownText(this: unknown): string {
  return String(this);
}
