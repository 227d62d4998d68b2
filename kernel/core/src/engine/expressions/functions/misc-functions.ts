import { XORShiftRandom } from "../../../base/xor-shift-random.js";
import { SparkError } from "../../../errors/spark-error.js";
import { prettyName } from "../../../plans/expressions/index.js";
import type { LongValue } from "../../../types/data-type.js";
import { longValue } from "../../../types/long-value.js";
import { UTC } from "../../../types/time-zone.js";
import { catalogString } from "../../../types/type-name.js";
import type { FunctionImplementations, SpecialImplementations } from "./function-table.js";
import { plain } from "./function-table.js";

const constant = (value: unknown) => plain(() => value);

export const MISC_IMPLEMENTATIONS: FunctionImplementations = {
  current_timezone:
    ({ call }) =>
    () =>
      call.timeZone ?? UTC,
  current_catalog: constant("spark_catalog"),
  current_schema: constant("default"),
  current_user: constant("stageplay"),
  version: constant("4.3.0"),
};

export const MISC_SPECIALS: SpecialImplementations = {
  typeof: (_, { argTypes }) => {
    const name = catalogString(argTypes[0]!);
    return () => name;
  },
  monotonically_increasing_id: (_, { context }) => {
    let next = BigInt(context.partition) << 33n;
    return () => longValue(next++);
  },
  spark_partition_id:
    (_, { context }) =>
    () =>
      context.partition,
  input_file_name: () => () => "",
  uuid: ([seed], { context }) => {
    const random = new XORShiftRandom(BigInt((seed?.([]) ?? 0) as LongValue) + BigInt(context.partition));
    return () => uuid(random);
  },
  raise_error:
    ([message]) =>
    (row) => {
      throw raised(String(message!(row)));
    },
  assert_true: ([condition, message], { call }) => {
    const otherwise = `'${prettyName(call.args[0]!)}' is not true!`;
    return (row) => {
      if (condition!(row) === true) return null;
      throw raised(message === undefined ? otherwise : String(message(row)));
    };
  },
};

/** A random UUID of version 4. */
function uuid(random: XORShiftRandom): string {
  const hex = (): string => BigInt.asUintN(64, random.nextLong()).toString(16).padStart(16, "0");
  const [high, low] = [hex(), hex()];
  const variant = ((Number.parseInt(low[0]!, 16) & 3) | 8).toString(16);
  return `${high.slice(0, 8)}-${high.slice(8, 12)}-4${high.slice(13)}-${variant}${low.slice(1, 4)}-${low.slice(4)}`;
}

function raised(message: string): SparkError {
  return new SparkError({
    condition: "USER_RAISED_EXCEPTION",
    message,
    nextStep: "The program raised this itself, with raise_error or assert_true.",
    parameters: { errorMessage: message },
  });
}
