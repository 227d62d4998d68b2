import type { JsonNode } from "./json-node.js";
import { parseJsonLine } from "./json-parser.js";

/** The objects of one line: one, those of an array, none of a blank line; undefined when the line is malformed or holds something else. */
export function recordsOf(line: string): readonly JsonNode[] | undefined {
  const node = parseJsonLine(line);
  if (node === "empty") return [];
  if (node?.kind === "object") return [node];
  if (node?.kind === "array" && node.items.every((item) => item.kind === "object")) return node.items;
  return undefined;
}
