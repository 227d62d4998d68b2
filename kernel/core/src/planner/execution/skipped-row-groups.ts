import { compilePredicate, rowOrdering } from "../../engine/expressions/index.js";
import {
  type AttributeReference,
  bindReferences,
  collectNodes,
  type Expression,
  references,
  sortOrder,
} from "../../plans/expressions/index.js";
import { pushedFilters } from "../../plans/physical/pushed-filters.js";
import type { ColumnFacts, RowGroupFacts } from "../../ports.js";
import { valueAt } from "../../types/column-vector.js";

type Skips = (group: RowGroupFacts) => boolean;

/**
 * The filters that Parquet's reader applies to whole row groups, by their statistics and dictionaries: a group that cannot hold a match
 * is not read (N1). Undefined when there is no such filter.
 */
export function skippedRowGroups(filters: readonly Expression[], ansi: boolean): Skips | undefined {
  const tests = filters.filter((e) => pushedFilters([e]).length > 0).map((e) => cannotMatch(e, ansi));
  return tests.length === 0 ? undefined : (group) => tests.some((test) => test(group));
}

function cannotMatch(e: Expression, ansi: boolean): Skips {
  if (e.kind === "And" || e.kind === "Or") {
    const [left, right] = [cannotMatch(e.left, ansi), cannotMatch(e.right, ansi)];
    return e.kind === "And" ? (group) => left(group) || right(group) : (group) => left(group) && right(group);
  }
  const [column] = references(e);
  if (column === undefined) return () => false;
  const test = compilePredicate(bindReferences(e, [column]), { ansi });
  const matches = (value: unknown): boolean => test([value]);
  const byRange = rangeTest(e, column, ansi);
  const isNegated = collectNodes(e, (node) => node.kind === "Not").length > 0;
  return (group) => {
    const facts = group.column(column.name);
    if (facts === undefined) return false;
    const values = [...valuesOf(facts, group.numRows)];
    // To Parquet a null is unlike any value.
    if (isNegated && values.includes(null)) return false;
    if (e.kind === "IsNull" || e.kind === "IsNotNull" || facts.inDictionary) return !values.some(matches);
    return byRange !== undefined && !byRange(values);
  };
}

/** Whether values between the least and the greatest could match; undefined for filters that say nothing about a range. */
function rangeTest(
  e: Expression,
  column: AttributeReference,
  ansi: boolean,
): ((values: readonly unknown[]) => boolean) | undefined {
  if (e.kind === "In") {
    const tests = e.list.map((item) =>
      rangeTest({ kind: "BinaryComparison", op: "=", left: column, right: item }, column, ansi),
    );
    return (values) => tests.some((test) => test?.(values) ?? true);
  }
  if (e.kind !== "BinaryComparison") return undefined;
  const compile = (comparison: Expression) => compilePredicate(bindReferences(comparison, [column]), { ansi });
  const isEquality = e.op === "=" || e.op === "<=>";
  const [atLeast, atMost] = e.left.kind === "Literal" ? (["<=", ">="] as const) : ([">=", "<="] as const);
  const tests = isEquality ? [compile({ ...e, op: atMost }), compile({ ...e, op: atLeast })] : [compile(e)];
  const compare = rowOrdering([
    sortOrder({ kind: "BoundReference", ordinal: 0, dataType: column.dataType, nullable: true }),
  ]);
  return (values) => {
    const known = values.filter((value) => value !== null).map((value) => [value]);
    if (known.length === 0) return false;
    const [first, ...rest] = known;
    const least = rest.reduce((a, b) => (compare(b, a) < 0 ? b : a), first!);
    const greatest = rest.reduce((a, b) => (compare(b, a) > 0 ? b : a), first!);
    // Equality: the least value is at most the constant, the greatest at least it.
    return isEquality ? tests[0]!(least) && tests[1]!(greatest) : tests[0]!(least) || tests[0]!(greatest);
  };
}

function* valuesOf({ values }: ColumnFacts, numRows: number): Iterable<unknown> {
  for (let row = 0; row < numRows; row++) yield valueAt(values, row);
}
