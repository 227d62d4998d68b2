import { structField, structType } from "../../types/data-type.js";
import { catalogString } from "../../types/type-name.js";
import { type Expression, type PlanTextOptions, planText } from "../expressions/index.js";
import type { DataFormat } from "../logical/index.js";
import { type ListOptions, truncatedList } from "../truncated-list.js";
import type { FileSourceScanExec } from "./physical-plan.js";
import { pushedFilters } from "./pushed-filters.js";

/** Names of the formats where a plan prints them with capitals. */
export const FORMAT_NAMES: Readonly<Record<DataFormat, string>> = {
  parquet: "Parquet",
  csv: "CSV",
  json: "JSON",
  text: "Text",
};
/** Longest text of a scan's property (`spark.sql.maxMetadataStringLength`). */
const MAX_METADATA_LENGTH = 100;

/** A scan in one line: `FileScan parquet [id,k] Batched: true, …`. */
export function scanText(plan: FileSourceScanExec, options: PlanTextOptions & Pick<ListOptions, "complete">): string {
  const columns = truncatedList(
    plan.output.map((a) => planText(a, options)),
    { ...options, separator: "," },
  );
  const value = options.complete === true ? (text: string): string => text : abbreviated;
  const properties = {
    ...scanProperties(plan, options),
    Location: `InMemoryFileIndex(${plan.relation.paths.length} paths)${locations(plan.relation.paths)}`,
  };
  const list = Object.entries(properties).map(([key, text]) => `${key}: ${value(text)}`);
  return `FileScan ${plan.relation.format} ${columns} ${list.join(", ")}`;
}

/** What `explain("formatted")` says of a scan, a line each; empty lists are left out. */
export function scanDetails(plan: FileSourceScanExec): readonly string[] {
  const { DataFilters: _, Format: __, ...properties } = scanProperties(plan, { ids: true });
  return Object.entries(properties)
    .filter(([, value]) => value !== "[]")
    .map(([key, value]) => `${key}: ${value}`);
}

/** Parquet is read in batches of columns. */
export function isBatched(plan: FileSourceScanExec): boolean {
  return plan.relation.format === "parquet";
}

/** In the order of their names. */
function scanProperties(plan: FileSourceScanExec, options: PlanTextOptions) {
  const { relation, output, dataFilters } = plan;
  const [first, ...more] = relation.paths.map((path) => `file:${path}`);
  return {
    Batched: String(isBatched(plan)),
    DataFilters: listed(dataFilters, options),
    Format: FORMAT_NAMES[relation.format],
    Location: `InMemoryFileIndex [${first}${more.length === 0 ? "" : `, ... ${more.length} entries`}]`,
    PartitionFilters: "[]",
    PushedFilters: `[${pushedFilters(dataFilters).join(", ")}]`,
    ReadSchema: catalogString(structType(output.map((a) => structField(a.name, a.dataType)))),
  };
}

/** As many paths as begin within the longest text. */
function locations(paths: readonly string[]): string {
  const shown: string[] = [];
  for (const path of paths) {
    if (`(${paths.length} paths)[${shown.join(", ")}`.length >= MAX_METADATA_LENGTH) break;
    shown.push(`file:${path}`);
  }
  return `[${[...shown, ...(shown.length < paths.length ? ["..."] : [])].join(", ")}]`;
}

function listed(list: readonly Expression[], options: PlanTextOptions): string {
  return `[${list.map((e) => planText(e, options)).join(", ")}]`;
}

function abbreviated(text: string): string {
  return text.length <= MAX_METADATA_LENGTH ? text : `${text.slice(0, MAX_METADATA_LENGTH - 3)}...`;
}
