import { type AttributeReference, type PlanTextOptions, planText } from "../expressions/index.js";
import type { InnerLine } from "../tree-text.js";
import { type ListOptions, truncatedList } from "../truncated-list.js";
import type { CachedRelation } from "./relation.js";

/** The line of a cached relation: what it gives, and where its rows are kept. */
export function cachedRelationLine(
  output: readonly AttributeReference[],
  cached: CachedRelation,
  options: PlanTextOptions & ListOptions,
): string {
  const columns = truncatedList(
    output.map((a) => planText(a, options)),
    options,
  );
  return `InMemoryRelation ${columns}, ${cached.storageLevelText}`;
}

/** The text of the physical plan that fills a cache, as the lines below the relation. */
export function cachedPlanLines(text: string): readonly InnerLine[] {
  const lines = text.trimEnd().split("\n");
  // The sections of an adaptive plan stand by themselves in Spark, and one step further to the left (golden d12).
  const hasSections = lines[1]?.startsWith("+- ==") === true;
  return lines.map((line, i): InnerLine => {
    if (i === 0) return `   +- ${line}`;
    return hasSections ? { text: `   ${line}`, isApart: true } : `      ${line}`;
  });
}
