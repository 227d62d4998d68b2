import { CONFIG_BY_KEY } from "./config-entries.js";
import type { ConfigLayers } from "./config-layers.js";
import { knownKeys } from "./known-keys.js";

/** Whether the simulation reads a key. Of keys that are not Spark's it cannot say. */
export function hasEffect(key: string): boolean {
  return CONFIG_BY_KEY.has(key) || !knownKeys().has(key);
}

/** Names the keys of Spark that are set and change nothing here; undefined when there are none. */
export function withoutEffect(layers: ConfigLayers): string | undefined {
  const keys = layers.keys().filter((key) => !hasEffect(key));
  return keys.length === 0 ? undefined : `No effect on the simulation: ${keys.join(", ")}.`;
}
