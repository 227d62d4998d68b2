import { formatBytes, formatCount, formatMillis } from "@stageplay/core";
import type { MetricKind } from "@stageplay/view";

/** Stands where there is nothing to say. */
export const ABSENT = "–";

const FORMATS: Readonly<Record<MetricKind, (value: number) => string>> = {
  ms: formatMillis,
  bytes: formatBytes,
  n: formatCount,
};

/** A number as its kind is printed; a dash where a saved run did not keep it. */
export function metricText(kind: MetricKind, value: number): string {
  return Number.isNaN(value) ? ABSENT : FORMATS[kind](value);
}
