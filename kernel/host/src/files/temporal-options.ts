import type { LongValue } from "@stageplay/core";
import { compileDatePattern } from "./date-pattern.js";
import { formatDate, formatTimestamp, parseDate, parseTimestamp } from "./date-time.js";
import type { Options } from "./format.js";

/** How dates and timestamps stand in a text file: Spark's default forms, or the options `dateFormat` and `timestampFormat`. */
export interface TemporalFormat {
  parseDate(text: string): number | undefined;
  /** Inference is stricter than reading: without `dateFormat` a date is yyyy-MM-dd and nothing else. */
  inferDate(text: string): boolean;
  parseTimestamp(text: string): LongValue | undefined;
  formatDate(days: number): string;
  formatTimestamp(micros: LongValue): string;
}

export function temporalFormat(options: Options): TemporalFormat {
  const [dateFormat, timestampFormat] = [options["dateformat"], options["timestampformat"]];
  const date = dateFormat === undefined ? undefined : compileDatePattern(dateFormat);
  const timestamp = timestampFormat === undefined ? undefined : compileDatePattern(timestampFormat);
  return {
    parseDate: date ? date.parseDate : parseDate,
    inferDate: date
      ? (text) => date.parseDate(text) !== undefined
      : (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && parseDate(text) !== undefined,
    parseTimestamp: timestamp ? timestamp.parseTimestamp : parseTimestamp,
    formatDate: date ? (days) => date.format(days * 86_400_000_000) : formatDate,
    formatTimestamp: timestamp ? timestamp.format : formatTimestamp,
  };
}
