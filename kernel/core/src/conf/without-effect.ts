import { CONFIG_BY_KEY } from "./config-entries.js";
import type { ConfigLayers } from "./config-layers.js";
import { knownKeys } from "./known-keys.js";
import { isForeign } from "./unknown-key.js";

/** Paths that executors fetch before their first task. */
const SERVED: readonly string[] = ["spark.files", "spark.jars"];

/** Whether the simulation reads a key. Of keys that are not Spark's it cannot say. */
export function hasEffect(key: string): boolean {
  return CONFIG_BY_KEY.has(key) || SERVED.includes(key) || !knownKeys().has(key);
}

/** Names the keys that are set and change nothing here, Spark's and those that nobody knows; undefined when there are none. */
export function withoutEffect(layers: ConfigLayers): string | undefined {
  const idle = layers.keys().filter((key) => !hasEffect(key));
  const foreign = layers.keys().filter(isForeign);
  const notes = [
    ...(idle.length === 0 ? [] : [`No effect on the simulation: ${idle.join(", ")}.`]),
    ...(foreign.length === 0 ? [] : [`No settings of Spark, kept for your program: ${foreign.join(", ")}.`]),
  ];
  return notes.length === 0 ? undefined : notes.join(" ");
}
