import { type DataType, DateType, IntegerType, TimestampType } from "../../../types/data-type.js";
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
