import type { Bytes } from "./brand.js";

/**
 * Sizes in a map status as it travels (F3): a byte for each reducer's block, or, beyond `averagedAbove` reducers, a bit that says whether it is empty.
 *
 * @example
 * mapStatusBytes(200, 2_000); // 200
 * mapStatusBytes(8_000, 2_000); // 1000
 */
export function mapStatusBytes(reducers: number, averagedAbove: number): Bytes {
  return reducers <= averagedAbove ? reducers : Math.ceil(reducers / 8);
}
