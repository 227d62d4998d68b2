import { inspect } from "node:util";
import type { MimeBundle } from "./cell-output.js";

/** An object with a method under this symbol says itself how it is shown: it returns a MIME bundle, or a promise of one. */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display");

/** How a value is shown under a cell. */
export async function mimeBundle(value: unknown): Promise<MimeBundle> {
  const own = displayMethod(value);
  if (own !== undefined) return await own();
  return { "text/plain": plainText(value) };
}

/** A value as text: plain data as Node shows it, objects of a class by their own `toString` or, without one, not deep. */
export function plainText(value: unknown): string {
  if (hasOwnText(value)) return String(value);
  return inspect(value, { depth: isPlain(value) ? 4 : 1, maxArrayLength: 200, breakLength: 100 });
}

/** True for a plain object whose keys all are MIME types, as `display` takes it. */
export function isMimeBundle(value: unknown): value is MimeBundle {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[a-z]+\/[\w.+-]+$/i.test(key));
}

function displayMethod(value: unknown): (() => MimeBundle | Promise<MimeBundle>) | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const method = (value as Record<symbol, unknown>)[DISPLAY];
  return typeof method === "function" ? () => method.call(value) as MimeBundle : undefined;
}

/** Instances of classes with a `toString` of their own (a DataFrame, a Column) and without Node's inspect hook. */
function hasOwnText(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (inspect.custom in value || value instanceof Error) return false;
  const method = (value as { toString?: unknown }).toString;
  return typeof method === "function" && !Function.prototype.toString.call(method).includes("[native code]");
}

function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
