import {
  type DataType,
  DateType,
  IntegerType,
  LongType,
  NullType,
  StringType,
  TimestampType,
} from "../../../types/data-type.js";
import { asTheyAre, type FunctionTable, fn, someZone } from "./function-spec.js";

const constant = (result: DataType) => fn([], result, { nullable: false });
const varying = (result: DataType) => fn([], result, { nullable: false, deterministic: false });

export const MISC_FUNCTIONS: FunctionTable = {
  typeof: fn(asTheyAre, StringType, { minArgs: 1, maxArgs: 1, nullable: false }),
  // Unique and increasing: the partition in the upper 31 bits, the row's number in it below.
  monotonically_increasing_id: varying(LongType),
  spark_partition_id: {
    ...varying(IntegerType),
    planText: () => "SPARK_PARTITION_ID()",
    sql: () => "SPARK_PARTITION_ID()",
  },
  input_file_name: varying(StringType),
  uuid: fn([LongType], StringType, { minArgs: 0, nullable: false, deterministic: false }),
  current_date: { ...constant(DateType), zoned: true, planText: (_, call) => `current_date(${someZone(call)})` },
  current_timestamp: constant(TimestampType),
  now: constant(TimestampType),
  current_timezone: { ...constant(StringType), zoned: true },
  current_catalog: constant(StringType),
  current_schema: constant(StringType),
  current_user: constant(StringType),
  version: constant(StringType),
  raise_error: fn([StringType], NullType, { nullable: true, deterministic: false }),
  assert_true: fn([{ kind: "boolean" }, StringType], NullType, {
    minArgs: 1,
    nullable: true,
    deterministic: false,
    sql: ([condition, message]) => `assert_true(${condition}, ${message ?? `'${condition}' is not true!`})`,
  }),
};
