import type { DataFrame } from "./data-frame.js";

/**
 * Marks a DataFrame as small enough to send to every executor, so that joining with it needs no shuffle. Mirrors
 * `functions.broadcast` (G3).
 *
 * @example
 * orders.join(broadcast(products), "product_id");
 */
export function broadcast<T>(df: DataFrame<T>): DataFrame<T> {
  return df.hint("broadcast");
}
