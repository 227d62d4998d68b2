import { type AttributeReference, references } from "../../plans/expressions/index.js";
import type { InMemoryTableScanExec } from "../../plans/physical/index.js";
import type { Strategy } from "../strategy.js";
import { overScan, readColumns, scanPattern } from "./scan-pattern.js";

/** Reads of persisted plans (G10): the filters can skip whole batches, so the scan shows them too. */
export const inMemoryScans: Strategy = (plan) => {
  const pattern = scanPattern(plan);
  const { leaf, filters, projectList } = pattern;
  if (leaf.kind !== "InMemoryRelation") return undefined;
  // A projection of plain columns becomes the scan's own order of columns.
  const plain = projectList?.every((e) => e.kind === "AttributeReference") === true;
  const projected = new Set(projectList?.flatMap(references).map((a) => a.exprId));
  const filtersCovered = filters.flatMap(references).every((a) => projected.has(a.exprId));
  const output = plain && filtersCovered ? (projectList as readonly AttributeReference[]) : readColumns(pattern);
  const scan: InMemoryTableScanExec = {
    kind: "InMemoryTableScanExec",
    output,
    predicates: filters,
    relationOutput: leaf.output,
    cached: leaf.cached,
  };
  return overScan(pattern, scan);
};
