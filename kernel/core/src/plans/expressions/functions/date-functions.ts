import {
  BooleanType,
  type DataType,
  DateType,
  DoubleType,
  IntegerType,
  LongType,
  StringType,
  TimestampType,
} from "../../../types/data-type.js";
import { booleanLiteral, stringLiteral } from "../builders.js";
import { castTo, type FunctionSpec, type FunctionTable, returns } from "./function-spec.js";

const from = (input: DataType, result: DataType): FunctionSpec => ({
  minArgs: 1,
  maxArgs: 1,
  inputs: castTo(input),
  dataType: returns(result),
  nullable: "anyArg",
});
const shift: FunctionSpec = {
  minArgs: 2,
  maxArgs: 2,
  inputs: castTo(DateType, IntegerType),
  dataType: returns(DateType),
  nullable: "anyArg",
};

export const DATE_FUNCTIONS: FunctionTable = {
  year: from(DateType, IntegerType),
  quarter: from(DateType, IntegerType),
  month: from(DateType, IntegerType),
  dayofmonth: from(DateType, IntegerType),
  dayofweek: from(DateType, IntegerType),
  dayofyear: from(DateType, IntegerType),
  last_day: from(DateType, DateType),
  weekofyear: from(DateType, IntegerType),
  weekday: from(DateType, IntegerType),
  next_day: { ...shift, inputs: castTo(DateType, StringType), nullable: true },
  make_date: { ...shift, minArgs: 3, maxArgs: 3, inputs: castTo(IntegerType) },
  // trunc gives null for a unit that it does not know.
  trunc: { ...shift, inputs: castTo(DateType, StringType), nullable: true },
  date_trunc: {
    ...shift,
    inputs: castTo(StringType, TimestampType),
    dataType: returns(TimestampType),
    nullable: true,
  },
  date_format: { ...shift, inputs: castTo(TimestampType, StringType), dataType: returns(StringType) },
  months_between: {
    ...shift,
    maxArgs: 3,
    inputs: castTo(TimestampType, TimestampType, BooleanType),
    dataType: returns(DoubleType),
    defaults: [booleanLiteral(true)],
  },
  unix_timestamp: from(TimestampType, LongType),
  from_unixtime: {
    ...shift,
    minArgs: 1,
    inputs: castTo(LongType, StringType),
    dataType: returns(StringType),
    defaults: [stringLiteral("yyyy-MM-dd HH:mm:ss")],
  },
  // to_date and to_timestamp with a pattern.
  parse_date: {
    ...shift,
    inputs: castTo(StringType),
    planText: (args) => `cast(gettimestamp(${args.join(", ")}) as date)`,
  },
  parse_timestamp: {
    ...shift,
    inputs: castTo(StringType),
    dataType: returns(TimestampType),
    planText: (args) => `gettimestamp(${args.join(", ")})`,
  },
  hour: from(TimestampType, IntegerType),
  minute: from(TimestampType, IntegerType),
  second: from(TimestampType, IntegerType),
  // Spark replaces to_date and to_timestamp by casts, and plans show those.
  to_date: { ...from(DateType, DateType), planText: (args) => `cast(${args[0]} as date)` },
  to_timestamp: { ...from(TimestampType, TimestampType), planText: (args) => `cast(${args[0]} as timestamp)` },
  date_add: shift,
  date_sub: shift,
  add_months: shift,
  datediff: { ...shift, inputs: castTo(DateType), dataType: returns(IntegerType) },
};
