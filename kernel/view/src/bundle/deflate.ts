import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import { fromBase64, toBase64 } from "./base64.js";
import { RunBundleError } from "./run-bundle.js";

/** Deflated bytes as base64. */
export function pack(bytes: Uint8Array): string {
  return toBase64(deflateSync(bytes, { level: 6 }));
}

/**
 * The bytes again. `size` is what is expected: memory is bounded by it, whatever the text says.
 *
 * @throws RunBundleError when the text is damaged or holds another number of bytes.
 */
export function unpack(text: string, size: number, part: string): Uint8Array {
  const deflated = fromBase64(text, part);
  let bytes: Uint8Array;
  try {
    bytes = inflateSync(deflated, { out: new Uint8Array(size) });
  } catch (cause) {
    throw new RunBundleError(`${part} cannot be decompressed; it is damaged.`, { cause });
  }
  if (bytes.length !== size) throw new RunBundleError(`${part} holds ${bytes.length} bytes, expected ${size}.`);
  return bytes;
}

/** A JSON value, deflated: its size in bytes, a colon, base64. */
export function packJson(value: unknown): string {
  const bytes = strToU8(JSON.stringify(value));
  return `${bytes.length}:${pack(bytes)}`;
}

const MOST_JSON_BYTES = 200_000_000;

/** @throws RunBundleError when the text does not hold JSON. */
export function unpackJson(text: string, part: string): unknown {
  const colon = text.indexOf(":");
  const size = Number(text.slice(0, Math.max(0, colon)));
  if (colon < 1 || !Number.isInteger(size) || size < 0 || size > MOST_JSON_BYTES) {
    throw new RunBundleError(`${part} does not start with its size.`);
  }
  try {
    return JSON.parse(strFromU8(unpack(text.slice(colon + 1), size, part))) as unknown;
  } catch (cause) {
    if (cause instanceof RunBundleError) throw cause;
    throw new RunBundleError(`${part} is not JSON.`, { cause });
  }
}
