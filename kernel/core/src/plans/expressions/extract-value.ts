import { AnalysisException } from "../../errors/spark-error.js";
import type { DataType } from "../../types/data-type.js";
import { typeSql } from "../../types/type-name.js";
import { scalarFunction } from "./builders.js";
import { dataTypeOf } from "./data-type-of.js";
import type { Expression, UnresolvedExtractValue } from "./expression.js";
import { prettyName } from "./pretty-name.js";

/**
 * Turns `a.b`, `a[0]`, `m["k"]` into the node for the child's type; the child must be resolved.
 * @throws AnalysisException FIELD_NOT_FOUND for a missing field, DATATYPE_MISMATCH when nothing can be taken out.
 */
export function resolveExtractValue(e: UnresolvedExtractValue): Expression {
  const type = dataTypeOf(e.child);
  if (type.kind === "array" && type.elementType.kind === "struct" && isName(e.extraction)) {
    return scalarFunction("getarraystructfields", [e.child, e.extraction]);
  }
  if (type.kind === "array") return scalarFunction("getarrayitem", [e.child, e.extraction]);
  if (type.kind === "map") return scalarFunction("getmapvalue", [e.child, e.extraction]);
  if (type.kind !== "struct" || e.extraction.kind !== "Literal") throw nothingInside(e, type);
  const wanted = String(e.extraction.value);
  const names = type.fields.map((f) => f.name);
  const ordinal = names.findIndex((name) => name.toLowerCase() === wanted.toLowerCase());
  if (ordinal < 0) {
    throw new AnalysisException({
      condition: "FIELD_NOT_FOUND",
      message: `No such struct field \`${wanted}\` in ${names.map((name) => `\`${name}\``).join(", ")}.`,
      nextStep: "Use one of the fields that the struct has.",
      parameters: { fieldName: wanted, fields: names.join(", ") },
    });
  }
  return { kind: "GetStructField", child: e.child, ordinal, name: names[ordinal]! };
}

const isName = (e: Expression): boolean => e.kind === "Literal" && e.dataType.kind === "string";

function nothingInside(e: UnresolvedExtractValue, type: DataType): AnalysisException {
  const [base, other] = [prettyName(e.child), typeSql(type)];
  return new AnalysisException({
    condition: "INVALID_EXTRACT_BASE_FIELD_TYPE",
    message: `Can't extract a value from "${base}". Need a complex type [STRUCT, ARRAY, MAP] but got "${other}".`,
    nextStep: "Use printSchema() to see which columns have parts.",
    parameters: { base, other },
  });
}
