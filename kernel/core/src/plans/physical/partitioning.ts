import {
  type Expression,
  type PlanTextOptions,
  planText,
  type SortOrder,
  semanticEquals,
} from "../expressions/index.js";

/** How an operator's rows are spread over its partitions. */
export type Partitioning =
  | { readonly kind: "Unknown"; readonly numPartitions: number }
  | { readonly kind: "Single" }
  | { readonly kind: "Hash"; readonly expressions: readonly Expression[]; readonly numPartitions: number }
  | { readonly kind: "Range"; readonly ordering: readonly SortOrder[]; readonly numPartitions: number }
  | { readonly kind: "RoundRobin"; readonly numPartitions: number }
  /** All of them hold: a join's output is partitioned by either side's keys. */
  | { readonly kind: "Collection"; readonly partitionings: readonly Partitioning[] };

export const UNKNOWN: Partitioning = { kind: "Unknown", numPartitions: 0 };
export const SINGLE: Partitioning = { kind: "Single" };

/** How an operator needs its input to be spread. */
export type Distribution =
  | { readonly kind: "Unspecified" }
  | { readonly kind: "AllTuples" }
  /** In exactly so many partitions, when a number is given. */
  | { readonly kind: "Clustered"; readonly expressions: readonly Expression[]; readonly numPartitions?: number }
  | { readonly kind: "Ordered"; readonly ordering: readonly SortOrder[] }
  | { readonly kind: "Broadcast" };

export const UNSPECIFIED: Distribution = { kind: "Unspecified" };
export const ALL_TUPLES: Distribution = { kind: "AllTuples" };

export function numPartitionsOf(p: Partitioning): number {
  if (p.kind === "Single") return 1;
  return p.kind === "Collection" ? numPartitionsOf(p.partitionings[0]!) : p.numPartitions;
}

/** Whether rows spread like this already are where the distribution needs them (G5). */
export function satisfies(p: Partitioning, required: Distribution): boolean {
  if (p.kind === "Collection") return p.partitionings.some((one) => satisfies(one, required));
  switch (required.kind) {
    case "Unspecified":
      return true;
    case "Broadcast":
      return false;
    case "AllTuples":
      return numPartitionsOf(p) === 1;
    case "Clustered":
      if (required.numPartitions !== undefined && required.numPartitions !== numPartitionsOf(p)) return false;
      if (p.kind === "Single") return true;
      if (p.kind === "Hash") return p.expressions.every((e) => required.expressions.some((r) => semanticEquals(e, r)));
      return (
        p.kind === "Range" && p.ordering.every((o) => required.expressions.some((r) => semanticEquals(o.child, r)))
      );
    case "Ordered":
      if (p.kind === "Single") return true;
      return p.kind === "Range" && isPrefix(p.ordering, required.ordering);
  }
}

/** Whether rows in the order `actual` also are in the order `required`. */
export function orderingSatisfies(actual: readonly SortOrder[], required: readonly SortOrder[]): boolean {
  return required.length <= actual.length && isPrefix(required, actual);
}

function isPrefix(prefix: readonly SortOrder[], whole: readonly SortOrder[]): boolean {
  const shorter = Math.min(prefix.length, whole.length);
  return prefix.slice(0, shorter).every((a, i) => {
    const b = whole[i]!;
    return a.ascending === b.ascending && a.nullsFirst === b.nullsFirst && semanticEquals(a.child, b.child);
  });
}

/** The partitioning as the Exchange's line shows it. */
export function partitioningText(p: Partitioning, options: PlanTextOptions): string {
  const list = (items: readonly Expression[]): string => items.map((e) => planText(e, options)).join(", ");
  switch (p.kind) {
    case "Single":
      return "SinglePartition";
    case "Hash":
      return `hashpartitioning(${list(p.expressions)}, ${p.numPartitions})`;
    case "Range":
      return `rangepartitioning(${list(p.ordering)}, ${p.numPartitions})`;
    case "RoundRobin":
      return `RoundRobinPartitioning(${p.numPartitions})`;
    case "Unknown":
      return `UnknownPartitioning(${p.numPartitions})`;
    case "Collection":
      return `(${p.partitionings.map((one) => partitioningText(one, options)).join(" or ")})`;
  }
}
