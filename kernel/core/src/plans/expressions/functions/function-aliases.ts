/** Other names of functions that Spark keeps, in plans and in column names. */
const SHOWN: Readonly<Record<string, string>> = {
  lcase: "lower",
  ucase: "upper",
  len: "length",
  char_length: "length",
  character_length: "length",
  substr: "substring",
  chr: "char",
  position: "locate",
  printf: "format_string",
  sha: "sha1",
  pow: "power",
  sign: "signum",
  day: "dayofmonth",
  date_diff: "datediff",
  cardinality: "size",
  bit_get: "getbit",
  random: "rand",
  ceiling: "ceil",
  reduce: "aggregate",
  regexp_like: "rlike",
  regexp: "rlike",
};

/** Other names of functions that Spark shows as the function itself. */
const NOT_SHOWN: Readonly<Record<string, string>> = {
  create_map: "map",
  dateadd: "date_add",
  current_database: "current_schema",
  to_varchar: "to_char",
  user: "current_user",
  session_user: "current_user",
};

/** The name in the table of functions, and the one to show beside it. */
export function canonicalName(name: string): { readonly name: string; readonly alias?: string } {
  if (Object.hasOwn(NOT_SHOWN, name)) return { name: NOT_SHOWN[name]! };
  return Object.hasOwn(SHOWN, name) ? { name: SHOWN[name]!, alias: name } : { name };
}
