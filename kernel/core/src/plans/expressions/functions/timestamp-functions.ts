import {
  type DataType,
  DateType,
  decimalType,
  IntegerType,
  LongType,
  StringType,
  TimestampType,
} from "../../../types/data-type.js";
import { stringLiteral } from "../builders.js";
import type { Expression, ScalarFunction } from "../expression.js";
import { NUMERIC } from "./abstract-types.js";
import { datePart, invalidField } from "./date-parts.js";
import { type FunctionSpec, type FunctionTable, fn, someZone } from "./function-spec.js";

/** Functions of time show the session's zone in plans. */
const zoned = (name: string): Pick<FunctionSpec, "zoned" | "planText"> => ({
  zoned: true,
  planText: (args, call) => `${name}(${args.join(", ")}, ${someZone(call)})`,
});
const of = (name: string, result: DataType) => fn([TimestampType], result, zoned(name));
const DEFAULT_PATTERN = stringLiteral("yyyy-MM-dd HH:mm:ss");

const parsing = (method: string, failsOnError: boolean) => (args: readonly string[], call: ScalarFunction) =>
  `gettimestamp(${args.join(", ")}, TimestampType, ${method}, ${someZone(call)}, ${failsOnError})`;
/** Seconds of a text by a pattern, or of a date or timestamp. */
const seconds = (name: string) =>
  fn(([type]) => [type?.kind === "date" || type?.kind === "timestamp" ? undefined : StringType, StringType], LongType, {
    minArgs: 1,
    maxArgs: 2,
    defaults: [DEFAULT_PATTERN],
    zoned: true,
    planText: (args, call) => `${name}(${args.join(", ")}, ${someZone(call)}, true)`,
  });
const fieldType = (args: readonly Expression[]): DataType => {
  const [field] = args;
  const part = field?.kind === "Literal" ? datePart(String(field.value)) : undefined;
  if (part === undefined) throw invalidField(field);
  return part.name === "secondwithfraction" ? decimalType(8, 6) : IntegerType;
};
/** `extract(field FROM source)` and `date_part(field, source)` are the function of the field. */
const extraction = (sql: (field: string, source: string) => string) =>
  fn(
    ([, source]) => [StringType, source?.kind === "date" ? undefined : TimestampType],
    (_, args) => fieldType(args),
    {
      minArgs: 2,
      maxArgs: 2,
      check: (call) => void fieldType(call.args),
      zoned: true,
      planText: ([field, source], call) => datePart(field!)!.planText(source!, someZone(call)),
      sql: ([field, source]) => sql(field!, source!),
    },
  );
const makeTimestamp = (failsOnError: boolean) =>
  fn([IntegerType, IntegerType, IntegerType, IntegerType, IntegerType, decimalType(16, 6), StringType], TimestampType, {
    minArgs: 6,
    nullable: failsOnError ? "anyArg" : true,
    zoned: true,
    planText: (args, call) =>
      `make_timestamp(${args.slice(0, 6).join(", ")}, ${args[6] === undefined ? "None" : `Some(${args[6]})`}, ${someZone(call)}, ${failsOnError}, TimestampType)`,
  });

/** A date or timestamp and an interval. */
const interval = (source: readonly [DataType | undefined]) =>
  fn(
    ([type]) => {
      const isTime = type?.kind === "date" || type?.kind === "timestamp";
      return [source[0] ?? (isTime ? undefined : TimestampType), LongType, LongType, LongType, StringType];
    },
    ([type]) => type!,
    {
      minArgs: 5,
      maxArgs: 5,
      zoned: true,
      planText: ([value, , , , text]) => `${value} ${text}`,
      sql: ([value, , , , text]) => `${value} ${text}`,
    },
  );

/** Functions of points in time. */
export const TIMESTAMP_FUNCTIONS: FunctionTable = {
  hour: of("hour", IntegerType),
  minute: of("minute", IntegerType),
  second: of("second", IntegerType),
  date_trunc: fn([StringType, TimestampType], TimestampType, { nullable: true, ...zoned("date_trunc") }),
  date_format: fn([TimestampType, StringType], StringType, { ...zoned("date_format") }),
  unix_timestamp: seconds("unix_timestamp"),
  to_unix_timestamp: seconds("to_unix_timestamp"),
  from_unixtime: fn([LongType, StringType], StringType, {
    defaults: [DEFAULT_PATTERN],
    nullable: true,
    ...zoned("from_unixtime"),
  }),
  // to_date and to_timestamp with a pattern.
  parse_date: fn([StringType, StringType], DateType, {
    zoned: true,
    planText: (args, call) => `cast(${parsing("try_to_date", true)(args, call)} as date)`,
    sql: (args) => `to_date(${args.join(", ")})`,
  }),
  parse_timestamp: fn([StringType, StringType], TimestampType, {
    zoned: true,
    planText: parsing("try_to_timestamp", true),
    sql: (args) => `to_timestamp(${args.join(", ")})`,
  }),
  try_parse_date: fn([StringType, StringType], DateType, {
    nullable: true,
    zoned: true,
    planText: (args, call) => `cast(${parsing("try_to_date", false)(args, call)} as date)`,
    sql: (args) => `try_to_date(${args.join(", ")})`,
  }),
  try_parse_timestamp: fn([StringType, StringType], TimestampType, {
    nullable: true,
    zoned: true,
    planText: parsing("try_to_timestamp", false),
    sql: (args) => `try_to_timestamp(${args.join(", ")})`,
  }),
  make_timestamp: makeTimestamp(true),
  try_make_timestamp: makeTimestamp(false),
  timestamp_seconds: fn([NUMERIC], TimestampType),
  timestamp_millis: fn([LongType], TimestampType),
  timestamp_micros: fn([LongType], TimestampType),
  unix_seconds: fn([TimestampType], LongType),
  unix_millis: fn([TimestampType], LongType),
  unix_micros: fn([TimestampType], LongType),
  from_utc_timestamp: fn([TimestampType, StringType], TimestampType),
  to_utc_timestamp: fn([TimestampType, StringType], TimestampType),
  extract: extraction((field, source) => `extract(${field} FROM ${source})`),
  date_part: extraction((field, source) => `date_part(${field}, ${source})`),
  datepart: extraction((field, source) => `datepart(${field} FROM ${source})`),
  timestampadd: fn([StringType, LongType, TimestampType], TimestampType, { ...zoned("timestampadd") }),
  timestampdiff: fn([StringType, TimestampType, TimestampType], LongType, { ...zoned("timestampdiff") }),
  // `d + interval '1' month`: months, days and microseconds, as three constants. With hours the result is a timestamp.
  add_time: interval([TimestampType]),
  add_interval: interval([undefined]),
};
