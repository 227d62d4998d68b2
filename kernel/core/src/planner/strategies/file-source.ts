import { type FileSourceScanExec, isBatched, type PhysicalPlan } from "../../plans/physical/index.js";
import type { Strategy } from "../strategy.js";
import { overScan, readColumns, scanPattern } from "./scan-pattern.js";

/** Scans of data files read the columns and hand down the filters of what is right above them (Spark's FileSourceStrategy). */
export const fileSource: Strategy = (plan) => {
  const pattern = scanPattern(plan);
  if (pattern.leaf.kind !== "LogicalRelation") return undefined;
  const scan: FileSourceScanExec = {
    kind: "FileSourceScanExec",
    relation: pattern.leaf.relation,
    output: readColumns(pattern),
    dataFilters: pattern.filters,
  };
  const rows: PhysicalPlan = isBatched(scan) ? { kind: "ColumnarToRowExec", child: scan } : scan;
  return overScan(pattern, rows);
};
