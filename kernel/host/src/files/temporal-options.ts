import {
  dayOf,
  formatByPattern,
  formatDate,
  isoTimestampFormatter,
  type LongValue,
  parseByPattern,
  parseDate,
  parseTimestamp,
} from "@stageplay/core";
import type { Options } from "./format.js";

/**
 * How dates and timestamps stand in a text file: Spark's default forms, or the options `dateFormat` and `timestampFormat`; on the clocks of
 * the option `timeZone` (the session's when it is left out).
 */
export interface TemporalFormat {
  parseDate(text: string): number | undefined;
  /** Inference is stricter than reading: without `dateFormat` a date is yyyy-MM-dd and nothing else. */
  inferDate(text: string): boolean;
  parseTimestamp(text: string): LongValue | undefined;
  formatDate(days: number): string;
  formatTimestamp(micros: LongValue): string;
}

/** @throws SparkError INVALID_DATETIME_PATTERN, INVALID_TIMEZONE */
export function temporalFormat(options: Options): TemporalFormat {
  const [dateFormat, timestampFormat, zone] = [options["dateformat"], options["timestampformat"], options["timezone"]];
  const dateByPattern = dateFormat === undefined ? undefined : byDatePattern(dateFormat);
  const toDate = dateByPattern?.parse ?? parseDate;
  return {
    parseDate: toDate,
    inferDate:
      dateByPattern === undefined
        ? (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && parseDate(text) !== undefined
        : (text) => toDate(text) !== undefined,
    parseTimestamp:
      timestampFormat === undefined ? (text) => parseTimestamp(text, zone) : parseByPattern(timestampFormat, zone),
    formatDate: dateByPattern?.format ?? formatDate,
    formatTimestamp:
      timestampFormat === undefined ? isoTimestampFormatter(zone) : formatByPattern(timestampFormat, zone),
  };
}

/** Days have no zone: their patterns are those of their midnight in UTC. */
function byDatePattern(pattern: string) {
  const [parse, format, day] = [parseByPattern(pattern), formatByPattern(pattern), dayOf()];
  return {
    parse: (text: string): number | undefined => {
      const micros = parse(text);
      return micros === undefined ? undefined : day(micros);
    },
    format: (days: number): string => format(days * 86_400_000_000),
  };
}
