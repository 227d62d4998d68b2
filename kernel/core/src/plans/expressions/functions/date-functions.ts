import {
  type DataType,
  DateType,
  DoubleType,
  IntegerType,
  StringType,
  TimestampType,
} from "../../../types/data-type.js";
import { booleanLiteral } from "../builders.js";
import { type FunctionTable, fn, someZone } from "./function-spec.js";

const of = (input: DataType, result: DataType) => fn([input], result);
const days = fn([DateType, IntegerType], DateType);

/** Functions of days. */
export const DATE_FUNCTIONS: FunctionTable = {
  year: of(DateType, IntegerType),
  quarter: of(DateType, IntegerType),
  month: of(DateType, IntegerType),
  dayofmonth: of(DateType, IntegerType),
  dayofweek: of(DateType, IntegerType),
  dayofyear: of(DateType, IntegerType),
  weekofyear: of(DateType, IntegerType),
  weekday: of(DateType, IntegerType),
  dayname: of(DateType, StringType),
  monthname: of(DateType, StringType),
  last_day: of(DateType, DateType),
  next_day: fn([DateType, StringType], DateType, {
    nullable: true,
    planText: (args) => `next_day(${args.join(", ")}, true)`,
  }),
  make_date: fn([IntegerType, IntegerType, IntegerType], DateType, {
    planText: (args) => `make_date(${args.join(", ")}, true)`,
  }),
  // trunc gives null for a unit that it does not know.
  trunc: fn([DateType, StringType], DateType, { nullable: true }),
  months_between: fn([TimestampType, TimestampType, { kind: "boolean" }], DoubleType, {
    defaults: [booleanLiteral(true)],
    zoned: true,
    planText: (args, call) => `months_between(${args.join(", ")}, ${someZone(call)})`,
  }),
  date_add: days,
  date_sub: days,
  add_months: days,
  datediff: fn([DateType, DateType], IntegerType),
  unix_date: of(DateType, IntegerType),
  date_from_unix_date: of(IntegerType, DateType),
};
