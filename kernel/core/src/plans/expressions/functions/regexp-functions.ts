import { arrayType, BooleanType, IntegerType, StringType } from "../../../types/data-type.js";
import { intLiteral } from "../builders.js";
import { type FunctionTable, fn } from "./function-spec.js";

const text = StringType;

/** `RLIKE(a, b)`, under whatever name it was called. */
const rlike = (args: readonly string[], { alias }: { readonly alias?: string }): string =>
  `${(alias ?? "rlike").toUpperCase()}(${args.join(", ")})`;

export const REGEXP_FUNCTIONS: FunctionTable = {
  rlike: fn([text, text], BooleanType, { planText: rlike, sql: rlike }),
  regexp_replace: fn([text, text, text, IntegerType], text, { defaults: [intLiteral(1)] }),
  regexp_extract: fn([text, text, IntegerType], text, { defaults: [intLiteral(1)] }),
  regexp_extract_all: fn([text, text, IntegerType], arrayType(text), { defaults: [intLiteral(1)] }),
  regexp_instr: fn([text, text, IntegerType], IntegerType, { defaults: [intLiteral(0)] }),
  regexp_substr: fn([text, text], text, { nullable: true }),
};
