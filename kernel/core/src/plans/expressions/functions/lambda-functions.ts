import { arrayType, BooleanType, type DataType, IntegerType, mapType, NullType } from "../../../types/data-type.js";
import { ARRAY, MAP } from "./abstract-types.js";
import {
  asFirst,
  type FunctionTable,
  fn,
  type InputType,
  type LambdaParameter,
  type ResultRule,
} from "./function-spec.js";

const parameter = (dataType: DataType, nullable = true): LambdaParameter => ({ dataType, nullable });
const elementOf = (type: DataType | undefined): LambdaParameter =>
  type?.kind === "array" ? parameter(type.elementType, type.containsNull) : parameter(NullType);
const keyOf = (type: DataType | undefined): LambdaParameter =>
  parameter(type?.kind === "map" ? type.keyType : NullType, false);
const itemOf = (type: DataType | undefined): LambdaParameter =>
  type?.kind === "map" ? parameter(type.valueType, type.valueContainsNull) : parameter(NullType);
const index = parameter(IntegerType, false);
const nullable = ({ dataType }: LambdaParameter): LambdaParameter => parameter(dataType);

/** Arguments before the lambdas; lambdas are taken as they are, a predicate must be boolean. */
const before = (...inputs: readonly InputType[]) => inputs;
const predicate = {
  kind: "abstract",
  name: "BOOLEAN",
  accepts: (t: DataType) => t.kind === "boolean",
  otherwise: BooleanType,
} as const;
const ofElement = (
  result: DataType | ResultRule,
  input: InputType = undefined,
  lambda: (type: DataType | undefined) => readonly LambdaParameter[] = (type) => [elementOf(type)],
) => fn(before(ARRAY, input), result, { nullable: asFirst, lambdas: ([type]) => [lambda(type)] });
const ofEntry = (result: ResultRule, input: InputType = undefined) =>
  fn(before(MAP, input), result, { nullable: asFirst, lambdas: ([type]) => [[keyOf(type), itemOf(type)]] });

const first: ResultRule = (types) => types[0]!;

/**
 * Higher-order functions: those that take a lambda. A lambda may leave out parameters at the end, such as the position of an
 * element.
 */
export const LAMBDA_FUNCTIONS: FunctionTable = {
  transform: ofElement(
    (types) => arrayType(types[1]!),
    undefined,
    (type) => [elementOf(type), index],
  ),
  filter: ofElement(first, predicate, (type) => [elementOf(type), index]),
  exists: { ...ofElement(BooleanType, predicate), nullable: "anyArg" },
  forall: { ...ofElement(BooleanType, predicate), nullable: "anyArg" },
  array_sort: fn((types) => types.map((_, i) => (i === 0 ? ARRAY : IntegerType)), first, {
    minArgs: 1,
    maxArgs: 2,
    nullable: asFirst,
    lambdas: ([type]) => [[elementOf(type), elementOf(type)]],
    planText: (args) =>
      args.length === 1 ? `array_sort(${args[0]}, ${natural(true)}, false)` : `array_sort(${args.join(", ")}, false)`,
    sql: (args) => `array_sort(${args[0]}, ${args[1] ?? natural(false)})`,
  }),
  aggregate: fn(
    (types) => [ARRAY, undefined, ...types.slice(2).map((_, i) => (i === 0 ? types[1] : undefined))],
    (types) => types[3] ?? types[1]!,
    {
      minArgs: 3,
      maxArgs: 4,
      nullable: true,
      lambdas: ([array, zero]) => [[parameter(zero ?? NullType), elementOf(array)], [parameter(zero ?? NullType)]],
      planText: (args, { alias }) =>
        `${alias ?? "aggregate"}(${[...args, ...(args.length === 3 ? ["lambdafunction(lambda id, lambda id, false)"] : [])].join(", ")})`,
      sql: (args, { alias }) =>
        `${alias ?? "aggregate"}(${[...args, ...(args.length === 3 ? ["lambdafunction(namedlambdavariable(), namedlambdavariable())"] : [])].join(", ")})`,
    },
  ),
  zip_with: fn(before(ARRAY, ARRAY, undefined), (types) => arrayType(types[2]!), {
    nullable: ([a, b]) => a === true || b === true,
    lambdas: ([a, b]) => [[nullable(elementOf(a)), nullable(elementOf(b))]],
  }),
  map_filter: ofEntry(first, predicate),
  transform_keys: ofEntry(([map, key]) =>
    map?.kind === "map" ? mapType(key!, map.valueType, map.valueContainsNull) : NullType,
  ),
  transform_values: ofEntry(([map, value]) => (map?.kind === "map" ? mapType(map.keyType, value!) : NullType)),
  map_zip_with: fn(
    before(MAP, MAP, undefined),
    ([map, , value]) => (map?.kind === "map" ? mapType(map.keyType, value!) : NullType),
    {
      nullable: ([a, b]) => a === true || b === true,
      lambdas: ([a, b]) => [[keyOf(a), nullable(itemOf(a)), nullable(itemOf(b))]],
    },
  ),
};

/** The comparison that `array_sort(a)` stands for, as plans or column names write it. */
function natural(inPlan: boolean): string {
  const [l, r] = inPlan ? ["lambda left", "lambda right"] : ["namedlambdavariable()", "namedlambdavariable()"];
  if (!inPlan) {
    const isNull = `(${l} IS NULL)`;
    return `lambdafunction((IF((${isNull} AND ${isNull}), 0, (IF(${isNull}, 1, (IF(${isNull}, -1, (IF((${l} < ${r}), -1, (IF((${l} > ${r}), 1, 0)))))))))), ${l}, ${r})`;
  }
  return `lambdafunction(if ((isnull(${l}) AND isnull(${r}))) 0 else if (isnull(${l})) 1 else if (isnull(${r})) -1 else if ((${l} < ${r})) -1 else if ((${l} > ${r})) 1 else 0, ${l}, ${r}, false)`;
}
