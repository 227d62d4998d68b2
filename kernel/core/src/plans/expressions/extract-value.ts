import { AnalysisException } from "../../errors/spark-error.js";
import { scalarFunction } from "./builders.js";
import { dataTypeOf } from "./data-type-of.js";
import { wrongInputType } from "./datatype-mismatch.js";
import type { Expression, UnresolvedExtractValue } from "./expression.js";

/**
 * Turns `a.b`, `a[0]`, `m["k"]` into the node for the child's type; the child must be resolved.
 * @throws AnalysisException FIELD_NOT_FOUND for a missing field, DATATYPE_MISMATCH when nothing can be taken out.
 */
export function resolveExtractValue(e: UnresolvedExtractValue): Expression {
  const type = dataTypeOf(e.child);
  if (type.kind === "array") return scalarFunction("getarrayitem", [e.child, e.extraction]);
  if (type.kind === "map") return scalarFunction("getmapvalue", [e.child, e.extraction]);
  if (type.kind !== "struct" || e.extraction.kind !== "Literal") {
    throw wrongInputType(e, e.child, type, "STRUCT, ARRAY or MAP");
  }
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
