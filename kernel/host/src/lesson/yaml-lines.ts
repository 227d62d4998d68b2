import type { LineOf } from "@stageplay/core";
import type { LineCounter, Pair, ParsedNode, Range } from "yaml";

/**
 * Tells the lines of a YAML file's entries; of one that is missing the line of what should have it.
 *
 * @param root what the file holds
 */
export function yamlLines(root: ParsedNode | null, lines: LineCounter): LineOf {
  return (path) => {
    let [node, line]: [ParsedNode | null | undefined, number | undefined] = [root, undefined];
    for (const step of path.split(/[.[\]]+/).filter((part) => part !== "")) {
      const { next, range } = stepInto(node, step);
      if (range === undefined) break;
      node = next;
      line = lines.linePos(range[0]).line;
    }
    return line;
  };
}

function stepInto(
  node: ParsedNode | null | undefined,
  step: string,
): { readonly next?: ParsedNode | null; readonly range?: Range } {
  const items: readonly unknown[] = node !== null && node !== undefined && "items" in node ? node.items : [];
  if (/^\d+$/.test(step)) {
    const next = items[Number(step)] as ParsedNode | undefined;
    return next === undefined ? {} : { next, range: next.range };
  }
  const pairs = items as readonly Pair<ParsedNode, ParsedNode | null>[];
  const pair = pairs.find(({ key }) => key !== undefined && String(key) === step);
  return pair === undefined ? {} : { next: pair.value, range: pair.key.range };
}
