import { flagOf, type JsonObject, numberOf } from "./json-fields.js";

/** The text of a level that stores nothing. */
export const STORAGE_LEVEL_NONE_TEXT = "";

/** A storage level as Spark's UI describes it: `Disk Memory Deserialized 1x Replicated`. */
export function storageLevelText(level: JsonObject): string {
  const places = [
    flagOf(level, "Use Disk") ? "Disk" : "",
    flagOf(level, "Use Memory") ? (flagOf(level, "Use Off Heap") ? "Memory (off heap)" : "Memory") : "",
  ].filter((place) => place !== "");
  if (places.length === 0) return STORAGE_LEVEL_NONE_TEXT;
  const form = flagOf(level, "Deserialized") ? "Deserialized" : "Serialized";
  return `${places.join(" ")} ${form} ${numberOf(level, "Replication", 1)}x Replicated`;
}
