import { AnalysisException } from "../../../errors/spark-error.js";
import type { Expression } from "../expression.js";

/** A field of a date or timestamp: the function that computes it, and how plans show that. */
export interface DatePart {
  readonly name: string;
  /** `zone` as plans show it: `Some(UTC)`. */
  readonly planText: (source: string, zone: string) => string;
}

const plain = (name: string): DatePart => ({ name, planText: (source) => `${name}(${source})` });
const zoned = (name: string): DatePart => ({ name, planText: (source, zone) => `${name}(${source}, ${zone})` });

const PARTS: Readonly<Record<string, DatePart>> = {
  YEAR: plain("year"),
  YEAROFWEEK: plain("yearofweek"),
  QUARTER: plain("quarter"),
  MONTH: plain("month"),
  WEEK: plain("weekofyear"),
  DAY: plain("dayofmonth"),
  DAYOFWEEK: plain("dayofweek"),
  DAYOFWEEK_ISO: { name: "dayofweek_iso", planText: (source) => `(weekday(${source}) + 1)` },
  DOY: plain("dayofyear"),
  HOUR: zoned("hour"),
  MINUTE: zoned("minute"),
  SECOND: zoned("secondwithfraction"),
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  Y: "YEAR",
  YR: "YEAR",
  YRS: "YEAR",
  YEARS: "YEAR",
  QTR: "QUARTER",
  MON: "MONTH",
  MONS: "MONTH",
  MONTHS: "MONTH",
  W: "WEEK",
  WEEKS: "WEEK",
  D: "DAY",
  DAYS: "DAY",
  DOW: "DAYOFWEEK",
  DOW_ISO: "DAYOFWEEK_ISO",
  H: "HOUR",
  HR: "HOUR",
  HRS: "HOUR",
  HOURS: "HOUR",
  M: "MINUTE",
  MIN: "MINUTE",
  MINS: "MINUTE",
  MINUTES: "MINUTE",
  S: "SECOND",
  SEC: "SECOND",
  SECS: "SECOND",
  SECONDS: "SECOND",
};

/** The part that a field's name means, in any case; undefined for a name that is none. */
export function datePart(field: string): DatePart | undefined {
  const upper = field.toUpperCase();
  return PARTS[OTHER_NAMES[upper] ?? upper];
}

export function invalidField(field: Expression | undefined): AnalysisException {
  const name = field?.kind === "Literal" ? String(field.value) : "?";
  return new AnalysisException({
    condition: "INVALID_EXTRACT_FIELD",
    message: `Cannot extract \`${name}\` from the date or timestamp.`,
    nextStep: `Use one of ${Object.keys(PARTS).join(", ")}.`,
    parameters: { field: name },
  });
}
