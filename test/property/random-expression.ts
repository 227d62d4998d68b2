import fc from "fast-check";

/** The columns that every step of a random plan gives again, with their types: any step fits behind any other. */
export const COLUMNS = {
  k: "int",
  v: "bigint",
  x: "double",
  s: "string",
  d: "date",
  m: "decimal(12,2)",
  b: "boolean",
} as const;

export type ColumnName = keyof typeof COLUMNS;
export type TypeName = (typeof COLUMNS)[ColumnName];

export const COLUMN_NAMES: readonly ColumnName[] = Object.keys(COLUMNS) as ColumnName[];

/**
 * Expressions of a type, as SQL text over the columns above, nulls and all. None of them fails, overflows or depends on the order
 * of rows: numbers stay small, doubles are multiples of 1/8, so that their sums are exact.
 */
export function expressionOf(type: TypeName): fc.Arbitrary<string> {
  return EXPRESSIONS[type];
}

/** A condition that rows may pass or not, or be null for. */
export const condition: fc.Arbitrary<string> = fc.letrec<{ any: string; one: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("one"),
    fc.tuple(tie("any"), fc.constantFrom("and", "or"), tie("any")).map(([l, op, r]) => `(${l} ${op} ${r})`),
    tie("any").map((e) => `(not ${e})`),
  ),
  one: fc.oneof(
    fc.tuple(fc.constantFrom("k", "v", "x", "m"), comparison(), small()).map((c) => `(${c.join(" ")})`),
    fc.tuple(comparison(), word()).map(([op, w]) => `(s ${op} ${w})`),
    fc.tuple(comparison(), day()).map(([op, d]) => `(d ${op} ${d})`),
    fc.constantFrom<ColumnName[]>(...COLUMN_NAMES).map((c) => `(${c} is null)`),
    fc.constantFrom<ColumnName[]>(...COLUMN_NAMES).map((c) => `(${c} is not null)`),
    fc.array(small(), { minLength: 1, maxLength: 3 }).map((list) => `(k in (${list.join(", ")}))`),
    fc.tuple(small(), small()).map(([low, high]) => `(v between ${low} and ${high})`),
    fc.constantFrom(
      "b",
      "(s like 'a%')",
      "(k <=> cast(v as int))",
      "(k = v)",
      "(length(s) > 1)",
      "(coalesce(b, v > 0))",
    ),
    fc.constantFrom("true", "false", "(1 = 0)", "cast(null as boolean)"),
  ),
})).any;

function small(): fc.Arbitrary<string> {
  return fc.oneof(fc.integer({ min: -5, max: 15 }).map(String), fc.constant("null"));
}
function word(): fc.Arbitrary<string> {
  return fc.constantFrom("''", "'a'", "'bb'", "'Ab'", "'é'");
}
function day(): fc.Arbitrary<string> {
  return fc.integer({ min: 1, max: 28 }).map((n) => `date'2024-02-${String(n).padStart(2, "0")}'`);
}
function comparison(): fc.Arbitrary<string> {
  return fc.constantFrom("=", "<", ">", "<=", ">=", "<>", "<=>");
}

const whole = fc.oneof(
  fc.constantFrom("k", "v", "length(s)", "year(d)", "dayofmonth(d)", "cast(b as int)", "cast(floor(x) as bigint)"),
  small(),
);
const wholeCalculation = fc.oneof(
  fc.tuple(whole, fc.constantFrom("+", "-", "*"), whole).map((e) => `(${e.join(" ")})`),
  fc.tuple(whole, whole).map(([a, b]) => `pmod(${a}, nullif(${b}, 0))`),
  fc.tuple(condition, whole, whole).map(([c, a, b]) => `case when ${c} then ${a} else ${b} end`),
  fc.tuple(condition, whole).map(([c, a]) => `if(${c}, ${a}, null)`),
  fc.tuple(whole, whole).map(([a, b]) => `coalesce(${a}, ${b})`),
  fc.tuple(whole, whole).map(([a, b]) => `greatest(${a}, ${b})`),
  whole.map((a) => `abs(${a})`),
  fc.constantFrom("hash(k, s)", "(hash(v, d, m) % 7)", "datediff(d, date'2024-02-10')", "month(d)"),
);

const text = fc.oneof(fc.constantFrom("s", "cast(k as string)", "cast(d as string)", "cast(m as string)"), word());
const textCalculation = fc.oneof(
  fc.tuple(text, text).map(([a, b]) => `concat(${a}, ${b})`),
  fc.tuple(text, text).map(([a, b]) => `coalesce(${a}, ${b})`),
  fc.constantFrom("upper(s)", "lower(s)", "trim(s)", "concat_ws('-', s, cast(k as string))", "lpad(s, 3, '*')"),
  fc.tuple(condition, text).map(([c, a]) => `case when ${c} then ${a} end`),
);

const within = (e: fc.Arbitrary<string>, limit: number, type: TypeName): fc.Arbitrary<string> =>
  e.map((sql) => `cast(cast(${sql} as bigint) % ${limit} as ${type})`);

const EXPRESSIONS: Readonly<Record<TypeName, fc.Arbitrary<string>>> = {
  int: within(wholeCalculation, 1000, "int"),
  bigint: within(wholeCalculation, 1000, "bigint"),
  double: fc
    .oneof(
      fc.constantFrom("(x + cast(k as double))", "(x * 0.5D)", "(-x)", "cast(v as double)", "(cast(m as double) * 0D)"),
      fc.tuple(condition, whole).map(([c, a]) => `if(${c}, x, cast(${a} as double))`),
    )
    .map((e) => `(floor(${e} * 8D) / 8D % 1000D)`),
  // Words do not grow without end along the steps.
  string: fc.oneof(text, textCalculation).map((e) => `substring(${e}, 1, 6)`),
  date: fc.oneof(
    fc.integer({ min: -40, max: 40 }).map((n) => `date_add(coalesce(d, date'2024-02-29'), ${n})`),
    fc.constantFrom("last_day(d)", "trunc(d, 'MM')", "date_add(date'2024-01-01', k)", "cast(null as date)"),
    day(),
  ),
  "decimal(12,2)": fc
    .oneof(
      fc.constantFrom("m + 1.25", "m - m", "-m", "cast(v as decimal(10,0))", "m * 0.5", "coalesce(m, 0.01)", "abs(m)"),
      fc.tuple(condition).map(([c]) => `case when ${c} then m else 3.10 end`),
      fc.constantFrom("m / nullif(k, 0)", "round(m, 1)"),
    )
    .map((e) => `cast((${e}) % 1000 as decimal(12,2))`),
  boolean: condition,
};
