import type { DataType, LongValue } from "../../types/data-type.js";
import { fromLocal, timeZone, UTC } from "../../types/time-zone.js";
import { literal } from "./builders.js";
import { dataTypeOf } from "./data-type-of.js";
import type { Cast, Expression, Literal, TimeZoneId } from "./expression.js";
import { functionSpec } from "./functions/index.js";
import { transformUp } from "./tree.js";

/**
 * Gives the session's zone to what depends on it and has none yet (Spark's ResolveTimeZone), so that an analyzed plan keeps the
 * zone that it was analyzed in. For resolved expressions. UTC is left out.
 *
 * @example
 * withTimeZone(cast(ts, StringType), "Europe/Berlin");
 */
export function withTimeZone(e: Expression, zone: TimeZoneId): Expression {
  return transformUp(e, (node) => {
    if (node.kind === "Literal" && node.isLocal === true) return withTimeZone(moment(node, zone), zone);
    return zone !== UTC && dependsOnZone(node) ? { ...node, timeZone: zone } : node;
  });
}

const moment = ({ value, dataType }: Literal, zone: TimeZoneId): Literal =>
  literal(fromLocal(value as LongValue, timeZone(zone)), dataType);

type ZonedExpression = Extract<Expression, { timeZone?: TimeZoneId }>;

function dependsOnZone(e: Expression): e is ZonedExpression {
  switch (e.kind) {
    case "Literal":
      return e.timeZone === undefined && hasTime(e.dataType);
    case "Cast":
      return e.timeZone === undefined && needsZone(e);
    case "ScalarFunction":
      return e.timeZone === undefined && functionSpec(e.name).zoned === true;
    case "ScalaUDF":
      return e.timeZone === undefined;
    default:
      return false;
  }
}

/** Whether a cast reads or writes what clocks show (`Cast.needsTimeZone`). */
function needsZone(e: Cast): boolean {
  const [from, to] = [dataTypeOf(e.child), dataTypeOf(e)];
  return hasTime(from) || hasTime(to);
}

function hasTime(type: DataType): boolean {
  switch (type.kind) {
    case "timestamp":
      return true;
    case "array":
      return hasTime(type.elementType);
    case "map":
      return hasTime(type.keyType) || hasTime(type.valueType);
    case "struct":
      return type.fields.some((field) => hasTime(field.dataType));
    default:
      return false;
  }
}
