import { SparkError } from "../../../errors/spark-error.js";
import { datePart } from "../../../plans/expressions/index.js";
import { castFunction } from "../../../types/cast.js";
import { type LongValue, TimestampType } from "../../../types/data-type.js";
import { formatByPattern, parseByPattern } from "../../../types/date-pattern.js";
import { daysFromCivil, daysInMonth, joinMicros, MICROS_PER_SECOND, splitMicros } from "../../../types/date-time.js";
import { longValue } from "../../../types/long-value.js";
import { dayOf, fromLocal, offsetAt, startOfDay, timeZone, toLocal, UTC } from "../../../types/time-zone.js";
import { addMonths, FIELDS_OF_DATE, outOfBounds, truncatedDay } from "./date-functions.js";
import {
  type FunctionCall,
  type FunctionImplementations,
  plain,
  type ValueFunction,
  zoneOf,
} from "./function-table.js";
import { remembered } from "./like.js";
import { intervalLater, timestampAdd, timestampDiff } from "./timestamp-units.js";

const secondOfDay = (micros: LongValue): number => Math.floor(splitMicros(micros).microsOfDay / MICROS_PER_SECOND);

/** A function of the second of the day that the session's clocks show. */
const ofClock =
  (part: (second: number) => number) =>
  ({ call }: FunctionCall): ValueFunction => {
    const zone = zoneOf(call);
    return (micros: LongValue) => part(secondOfDay(toLocal(micros, zone)));
  };

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

/** Parts of a day keep the offset of the time that they are cut from, where clocks show them twice. */
function truncatedTime({ call }: FunctionCall): ValueFunction {
  const zone = zoneOf(call);
  return (unit: string, micros: LongValue) => {
    const { days, microsOfDay } = splitMicros(toLocal(micros, zone));
    const first = truncatedDay(days, unit);
    if (first !== undefined) return fromLocal(joinMicros(first, 0), zone);
    const size = UNITS[unit.toUpperCase()];
    if (size === undefined) return null;
    return fromLocal(joinMicros(days, microsOfDay - (microsOfDay % size)), zone, offsetAt(micros, zone));
  };
}

/** @throws SparkError CANNOT_PARSE_TIMESTAMP where it fails on errors */
function parser({ call }: FunctionCall, failsOnError: boolean): (text: string, pattern: string) => LongValue | null {
  const compiled = remembered((pattern) => parseByPattern(pattern, call.timeZone));
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

function dateParser(call: FunctionCall, failsOnError: boolean): ValueFunction {
  const parse = parser(call, failsOnError);
  const day = dayOf(call.call.timeZone);
  return (text: string, pattern: string) => {
    const micros = parse(text, pattern);
    return micros === null ? null : day(micros);
  };
}

const formatter = ({ call }: FunctionCall): ((micros: LongValue, pattern: string) => string) => {
  const compiled = remembered((pattern) => formatByPattern(pattern, call.timeZone));
  return (micros, pattern) => compiled(pattern)(micros);
};

const epochSeconds = (micros: LongValue): LongValue => floorDiv(micros, 1_000_000n);
const floorDiv = (micros: LongValue, by: bigint): LongValue => {
  const value = BigInt(micros);
  return longValue((value - (((value % by) + by) % by)) / by);
};

/** Seconds since 1970 of a text by a pattern, or of a date or timestamp, whose pattern does not count. */
function unixTime(call: FunctionCall): ValueFunction {
  const type = call.argTypes[0]!;
  const start = startOfDay(call.call.timeZone);
  if (type.kind === "date") return (days: number) => epochSeconds(start(days));
  if (type.kind === "timestamp") return (micros: LongValue) => epochSeconds(micros);
  const parse = parser(call, call.context.ansi);
  return (text: string, pattern: string) => {
    const micros = parse(text, pattern);
    return micros === null ? null : epochSeconds(micros);
  };
}

function extract({ call, argTypes }: FunctionCall): ValueFunction {
  const [field] = call.args;
  const { name } = datePart(field?.kind === "Literal" ? String(field.value) : "")!;
  const isDate = argTypes[1]!.kind === "date";
  const zone = zoneOf(call);
  const ofDay = FIELDS_OF_DATE[name];
  if (ofDay !== undefined) {
    return (_: string, value: LongValue) => ofDay(isDate ? (value as number) : splitMicros(toLocal(value, zone)).days);
  }
  const micros = (value: LongValue): LongValue => (isDate ? joinMicros(value as number, 0) : toLocal(value, zone));
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
  ({ context, call }: FunctionCall): ValueFunction =>
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
    return fromLocal(local, timeZone(zone ?? call.timeZone ?? UTC));
  };

const scaledBy = (factor: bigint) => plain((value: LongValue) => longValue(BigInt(value) * factor));

export const TIMESTAMP_IMPLEMENTATIONS: FunctionImplementations = {
  hour: ofClock((second) => Math.floor(second / 3600)),
  minute: ofClock((second) => Math.floor(second / 60) % 60),
  second: ofClock((second) => second % 60),
  date_trunc: truncatedTime,
  date_format: formatter,
  unix_timestamp: unixTime,
  to_unix_timestamp: unixTime,
  from_unixtime: (call) => {
    const format = formatter(call);
    return (seconds: number, pattern: string) => format(seconds * MICROS_PER_SECOND, pattern);
  },
  parse_date: (call) => dateParser(call, call.context.ansi),
  parse_timestamp: (call) => parser(call, call.context.ansi),
  try_parse_date: (call) => dateParser(call, false),
  try_parse_timestamp: (call) => parser(call, false),
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
  timestampadd: ({ call }) => {
    const zone = zoneOf(call);
    return (unit: string, count: LongValue, micros: LongValue) => timestampAdd(unit, Number(count), micros, zone);
  },
  timestampdiff: ({ call }) => {
    const zone = zoneOf(call);
    return (unit: string, start: LongValue, end: LongValue) => timestampDiff(unit, start, end, zone);
  },
  add_interval: addInterval,
  add_time: addInterval,
};

function addInterval({ argTypes, call }: FunctionCall): ValueFunction {
  const zone = zoneOf(call);
  if (argTypes[0]!.kind === "date")
    return (day: number, months: LongValue, days: LongValue) => addMonths(day, Number(months)) + Number(days);
  return (value: LongValue, months: LongValue, days: LongValue, micros: LongValue) =>
    intervalLater(value, Number(months), Number(days), micros, zone);
}
