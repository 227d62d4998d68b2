import { AnalysisException } from "../../../errors/spark-error.js";
import { arrayType, type DataType, IntegerType, StringType, structType } from "../../../types/data-type.js";
import { typeSql } from "../../../types/type-name.js";
import { dataTypeOf } from "../data-type-of.js";
import type { Expression, ScalarFunction } from "../expression.js";
import { STRUCT, STRUCT_ARRAY_OR_MAP } from "./abstract-types.js";
import { asFirst, asTheyAre, type FunctionTable, fn, someZone } from "./function-spec.js";

const text = StringType;
const invoke = (method: string) => (args: readonly string[]) => `static_invoke(${method}(${args.join(", ")}))`;

/** `from_json(text, schema)`: the schema stands in the call as a null of its type, put there while names are resolved. */
const parsed = (name: "from_json" | "from_csv") =>
  fn(
    (types) => types.map((_, i) => (i === 0 ? text : undefined)),
    (types) => types[1] ?? structType([]),
    {
      minArgs: 2,
      maxArgs: 3,
      nullable: name === "from_json" ? true : asFirst,
      zoned: true,
      planText: ([source], call) => `${name}(${schemaText(call.args[1])}, ${source}, ${someZone(call)}, false)`,
      sql: ([source], call) => (typeOf(call.args[1])?.kind === "map" ? "entries" : `${name}(${source})`),
    },
  );

const typeOf = (e: Expression | undefined): DataType | undefined => (e?.kind === "Literal" ? e.dataType : undefined);

function schemaText(schema: Expression | undefined): string {
  const type = typeOf(schema);
  return type?.kind === "struct"
    ? type.fields.map((f) => `StructField(${f.name},${catalystType(f.dataType)},${f.nullable})`).join(", ")
    : type === undefined
      ? ""
      : catalystType(type);
}

/** A type as Scala prints it: `StructType(StructField(a,IntegerType,true))`. */
export function catalystType(type: DataType): string {
  switch (type.kind) {
    case "array":
      return `ArrayType(${catalystType(type.elementType)},${type.containsNull})`;
    case "map":
      return `MapType(${catalystType(type.keyType)},${catalystType(type.valueType)},${type.valueContainsNull})`;
    case "struct":
      return `StructType(${type.fields.map((f) => `StructField(${f.name},${catalystType(f.dataType)},${f.nullable})`).join(",")})`;
    case "decimal":
      return `DecimalType(${type.precision},${type.scale})`;
    default:
      return `${type.kind[0]!.toUpperCase()}${type.kind.slice(1)}Type`;
  }
}

function jsonText(args: readonly string[], call: ScalarFunction): string {
  const [value] = call.args;
  const type = value === undefined ? "" : catalystType(dataTypeOf(value));
  return `invoke(StructsToJsonEvaluator(Map(),${type},${someZone(call)}).evaluate(${args[0]}))`;
}

/** JSON and CSV inside columns. */
export const JSON_FUNCTIONS: FunctionTable = {
  from_json: parsed("from_json"),
  from_csv: parsed("from_csv"),
  to_json: fn([STRUCT_ARRAY_OR_MAP, undefined], text, { minArgs: 1, nullable: true, zoned: true, planText: jsonText }),
  to_csv: fn([STRUCT, undefined], text, {
    minArgs: 1,
    nullable: true,
    zoned: true,
    planText: ([value], call) => `to_csv(${value}, ${someZone(call)})`,
  }),
  get_json_object: fn([text, text], text, { nullable: true }),
  json_array_length: fn([text], IntegerType, {
    nullable: true,
    planText: invoke("JsonExpressionUtils.lengthOfJsonArray"),
  }),
  json_object_keys: fn([text], arrayType(text), {
    nullable: true,
    planText: invoke("JsonExpressionUtils.jsonObjectKeys"),
  }),
  schema_of_json: fn(asTheyAre, text, { minArgs: 1, maxArgs: 2, nullable: false }),
  schema_of_csv: fn(asTheyAre, text, { minArgs: 1, maxArgs: 2, nullable: false }),
};

/** What `schema_of_json` writes for a type. */
export const schemaSql: (type: DataType) => string = typeSql;

export function invalidSchema(text: string): AnalysisException {
  return new AnalysisException({
    condition: "INVALID_SCHEMA.PARSE_ERROR",
    message: `The input schema "${text}" is not a valid schema string.`,
    nextStep: 'Write it as "a INT, b STRING", or as a type such as "array<int>".',
    parameters: { inputSchema: text },
  });
}

/** `a INT, b STRING` as the fields of a struct type: `a: INT, b: STRING`. */
export function schemaFromText(ddl: string): string {
  let depth = 0;
  let atStart = true;
  let out = "";
  for (const part of ddl.split(/([<>(),\s]+)/)) {
    for (const c of part) depth += "<(".includes(c) ? 1 : ">)".includes(c) ? -1 : 0;
    out += part;
    if (/^\w|^`/.test(part) && atStart && depth === 0) {
      if (!part.endsWith(":")) out += ":";
      atStart = false;
    } else if (part.includes(",") && depth === 0) atStart = true;
  }
  return out;
}
