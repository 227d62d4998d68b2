import { AnalysisException } from "../../errors/spark-error.js";

/**
 * Splits a column name at its dots; backticks keep a dot inside a part.
 *
 * @example
 * parseAttributeName("o.country"); // ["o", "country"]
 * parseAttributeName("`a.b`"); // ["a.b"]
 * @throws AnalysisException INVALID_ATTRIBUTE_NAME_SYNTAX for `a..b` or an open backtick.
 */
export function parseAttributeName(name: string): string[] {
  const parts: string[] = [];
  const pattern = /(?:`((?:[^`]|``)*)`|([^`.]+))(\.|$)/gy;
  while (pattern.lastIndex < name.length) {
    const match = pattern.exec(name);
    const endsInDot = match !== null && match[3] === "." && pattern.lastIndex === name.length;
    if (match === null || endsInDot) throw invalidName(name);
    parts.push(match[1]?.replaceAll("``", "`") ?? match[2]!);
  }
  if (parts.length === 0) throw invalidName(name);
  return parts;
}

function invalidName(name: string): AnalysisException {
  return new AnalysisException({
    condition: "INVALID_ATTRIBUTE_NAME_SYNTAX",
    message: `Syntax error in the column name '${name}'.`,
    nextStep: "Write table.column, and put backticks around a name that has a dot in it: `a.b`.",
    parameters: { name },
  });
}

/** A name part as Spark quotes it in messages: in backticks. */
export function quotedName(parts: readonly string[]): string {
  return parts.map((part) => `\`${part.replaceAll("`", "``")}\``).join(".");
}
