import { type Expression, invalidSchema, literal, schemaFromText } from "../plans/expressions/index.js";
import { type DataType, mapType, StringType } from "../types/data-type.js";
import type { AnalyzerContext } from "./analyzer-context.js";

const WITH_SCHEMA: readonly string[] = ["from_json", "from_csv"];

/** The schema of `from_json(text, 'a INT')`, a constant, becomes a null of its type. */
export function withSchema(e: Expression, context: AnalyzerContext): Expression {
  if (e.kind !== "UnresolvedFunction" || !WITH_SCHEMA.includes(e.name.toLowerCase())) return e;
  const [text, schema, ...options] = e.args;
  if (text === undefined || schema === undefined || schema.kind !== "Literal" || typeof schema.value !== "string")
    return e;
  return { ...e, args: [text, literal(null, parsed(schema.value, context)), ...options] };
}

/** A type such as `array<int>`, or columns such as `a INT, b STRING`. */
function parsed(text: string, context: AnalyzerContext): DataType {
  const attempts = [text, `struct<${schemaFromText(text)}>`];
  for (const attempt of attempts) {
    try {
      const type = context.parseDataType(attempt);
      return type.kind === "map" && type.keyType.kind !== "string" ? mapType(StringType, type.valueType) : type;
    } catch {
      // The other way of writing it, or the error below.
    }
  }
  throw invalidSchema(text);
}
