import { SparkError } from "../../../errors/spark-error.js";
import { datePart } from "../../../plans/expressions/index.js";
import { castFunction } from "../../../types/cast.js";
import { type LongValue, TimestampType } from "../../../types/data-type.js";
import { formatByPattern, parseByPattern } from "../../../types/date-pattern.js";
import { daysFromCivil, daysInMonth, joinMicros, MICROS_PER_SECOND, splitMicros } from "../../../types/date-time.js";
import { longValue } from "../../../types/long-value.js";
import { fromLocal, timeZone, toLocal } from "../../../types/time-zone.js";
import { addMonths, FIELDS_OF_DATE, outOfBounds, truncatedDay } from "./date-functions.js";
import { type FunctionCall, type FunctionImplementations, plain, type ValueFunction } from "./function-table.js";
import { remembered } from "./like.js";
import { timestampAdd, timestampDiff } from "./timestamp-units.js";

const secondOfDay = (micros: LongValue): number => Math.floor(splitMicros(micros).microsOfDay / MICROS_PER_SECOND);

/** Units of time within a day, in microseconds. */
const UNITS: Readonly<Record<string, number>> = {
  DAY: 86_400_000_000,
  DD: 86_400_000_000,
  HOUR: 3_600_000_000,
  MINUTE: 60_000_000,
  SECOND: 1_000_000,
  MILLISECOND: 1000,
  MICROSECOND: 1,
};

function truncatedTime(unit: string, micros: LongValue): LongValue | null {
  const { days, microsOfDay } = splitMicros(micros);
  const first = truncatedDay(days, unit);
  if (first !== undefined) return joinMicros(first, 0);
  const size = UNITS[unit.toUpperCase()];
  return size === undefined ? null : joinMicros(days, microsOfDay - (microsOfDay % size));
}

/** @throws SparkError CANNOT_PARSE_TIMESTAMP where it fails on errors */
function parser(failsOnError: boolean): (text: string, pattern: string) => LongValue | null {
  const compiled = remembered(parseByPattern);
  return (text, pattern) => {
    const micros = compiled(pattern)(text);
    if (micros !== undefined) return micros;
    if (!failsOnError) return null;
    throw new SparkError({
      condition: "CANNOT_PARSE_TIMESTAMP",
      message: `Text '${text}' could not be parsed by the pattern '${pattern}'.`,
      nextStep: "Use try_to_timestamp to get NULL instead, or correct the pattern.",
      parameters: { message: text },
    });
  };
}

const dateOf = (parse: ReturnType<typeof parser>) => (text: string, pattern: string) => {
  const micros = parse(text, pattern);
  return micros === null ? null : splitMicros(micros).days;
};

const formatter = (): ((micros: LongValue, pattern: string) => string) => {
  const compiled = remembered(formatByPattern);
  return (micros, pattern) => compiled(pattern)(micros);
};

const epochSeconds = (micros: LongValue): LongValue => floorDiv(micros, 1_000_000n);
const floorDiv = (micros: LongValue, by: bigint): LongValue => {
  const value = BigInt(micros);
  return longValue((value - (((value % by) + by) % by)) / by);
};

/** Seconds since 1970 of a text by a pattern, or of a date or timestamp, whose pattern does not count. */
function unixTime({ argTypes, context }: FunctionCall): ValueFunction {
  const type = argTypes[0]!;
  if (type.kind === "date") return (days: number) => days * 86_400;
  if (type.kind === "timestamp") return (micros: LongValue) => epochSeconds(micros);
  const parse = parser(context.ansi);
  return (text: string, pattern: string) => {
    const micros = parse(text, pattern);
    return micros === null ? null : epochSeconds(micros);
  };
}

function extract({ call, argTypes }: FunctionCall): ValueFunction {
  const [field] = call.args;
  const { name } = datePart(field?.kind === "Literal" ? String(field.value) : "")!;
  const isDate = argTypes[1]!.kind === "date";
  const ofDay = FIELDS_OF_DATE[name];
  if (ofDay !== undefined) {
    return (_: string, value: LongValue) => ofDay(isDate ? (value as number) : splitMicros(value).days);
  }
  const micros = (value: LongValue): LongValue => (isDate ? joinMicros(value as number, 0) : value);
  switch (name) {
    case "hour":
      return (_: string, value: LongValue) => Math.floor(secondOfDay(micros(value)) / 3600);
    case "minute":
      return (_: string, value: LongValue) => Math.floor(secondOfDay(micros(value)) / 60) % 60;
    default:
      // Seconds with their fraction, as a decimal of six.
      return (_: string, value: LongValue) => splitMicros(micros(value)).microsOfDay % 60_000_000;
  }
}

/** Seconds come in microseconds; 60 of them are the next minute's start. */
const makeTimestamp =
  (failsOnError: boolean) =>
  ({ context }: FunctionCall): ValueFunction =>
  (year: number, month: number, day: number, hour: number, minute: number, seconds: LongValue, zone?: string) => {
    const micros = Number(seconds);
    const fits =
      month >= 1 &&
      month <= 12 &&
      day >= 1 &&
      day <= daysInMonth(year, month) &&
      hour >= 0 &&
      hour < 24 &&
      minute >= 0 &&
      minute < 60 &&
      micros >= 0 &&
      micros <= 60_000_000;
    if (!fits) {
      if (failsOnError && context.ansi)
        throw outOfBounds(`${year}-${month}-${day} ${hour}:${minute} is no point in time`);
      return null;
    }
    const local = joinMicros(daysFromCivil(year, month, day), (hour * 3600 + minute * 60) * MICROS_PER_SECOND + micros);
    return zone === undefined ? local : fromLocal(local, timeZone(zone));
  };

const scaledBy = (factor: bigint) => plain((value: LongValue) => longValue(BigInt(value) * factor));

export const TIMESTAMP_IMPLEMENTATIONS: FunctionImplementations = {
  hour: plain((micros: LongValue) => Math.floor(secondOfDay(micros) / 3600)),
  minute: plain((micros: LongValue) => Math.floor(secondOfDay(micros) / 60) % 60),
  second: plain((micros: LongValue) => secondOfDay(micros) % 60),
  date_trunc: plain(truncatedTime),
  date_format: formatter,
  unix_timestamp: unixTime,
  to_unix_timestamp: unixTime,
  from_unixtime: () => {
    const format = formatter();
    return (seconds: number, pattern: string) => format(seconds * MICROS_PER_SECOND, pattern);
  },
  parse_date: ({ context }) => dateOf(parser(context.ansi)),
  parse_timestamp: ({ context }) => parser(context.ansi),
  try_parse_date: () => dateOf(parser(false)),
  try_parse_timestamp: () => parser(false),
  make_timestamp: makeTimestamp(true),
  try_make_timestamp: makeTimestamp(false),
  timestamp_seconds: ({ argTypes }) => castFunction(argTypes[0]!, TimestampType),
  timestamp_millis: scaledBy(1000n),
  timestamp_micros: plain((value: LongValue) => value),
  unix_seconds: plain(epochSeconds),
  unix_millis: plain((micros: LongValue) => floorDiv(micros, 1000n)),
  unix_micros: plain((micros: LongValue) => micros),
  from_utc_timestamp: plain((micros: LongValue, zone: string) => toLocal(micros, timeZone(zone))),
  to_utc_timestamp: plain((micros: LongValue, zone: string) => fromLocal(micros, timeZone(zone))),
  extract,
  date_part: extract,
  datepart: extract,
  timestampadd: plain((unit: string, count: LongValue, micros: LongValue) => timestampAdd(unit, Number(count), micros)),
  timestampdiff: plain(timestampDiff),
  add_interval: addInterval,
  add_time: addInterval,
};

function addInterval({ argTypes }: FunctionCall): ValueFunction {
  const isDate = argTypes[0]!.kind === "date";
  return (value: LongValue, months: LongValue, days: LongValue, micros: LongValue) => {
    if (isDate) return addMonths(value as number, Number(months)) + Number(days);
    const start = splitMicros(value);
    const day = addMonths(start.days, Number(months)) + Number(days);
    return longValue(BigInt(joinMicros(day, start.microsOfDay)) + BigInt(micros));
  };
}
