import type { ParsedExpression } from "@stageplay/core";

export function operator(op: string, ...args: ParsedExpression[]): ParsedExpression {
  return { node: "operator", op, args };
}

export function call(name: string, ...args: ParsedExpression[]): ParsedExpression {
  return { node: "call", name, args };
}
