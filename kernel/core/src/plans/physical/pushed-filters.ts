import { type Expression, literalText } from "../expressions/index.js";

/** Names of the data source API for comparisons of a column with a constant. */
const COMPARISONS: Readonly<Record<string, string>> = {
  "=": "EqualTo",
  "<=>": "EqualNullSafe",
  "<": "LessThan",
  "<=": "LessThanOrEqual",
  ">": "GreaterThan",
  ">=": "GreaterThanOrEqual",
};
const FLIPPED: Readonly<Record<string, string>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "=": "=",
  "<=>": "<=>",
};
const STRING_TESTS: Readonly<Record<string, string>> = {
  startswith: "StringStartsWith",
  endswith: "StringEndsWith",
  contains: "StringContains",
};

/** The filters that a scan hands to its data source, as its line shows them: those that the source's API can say. */
export function pushedFilters(filters: readonly Expression[]): readonly string[] {
  return filters.map(translate).filter((text) => text !== undefined);
}

function translate(e: Expression): string | undefined {
  switch (e.kind) {
    case "BinaryComparison": {
      const flipped = e.left.kind === "Literal";
      const [column, value] = flipped ? [e.right, e.left] : [e.left, e.right];
      const name = COMPARISONS[flipped ? FLIPPED[e.op]! : e.op]!;
      return column.kind === "AttributeReference" && value.kind === "Literal"
        ? `${name}(${column.name},${literalText(value.value, value.dataType)})`
        : undefined;
    }
    case "IsNotNull":
    case "IsNull":
      return e.child.kind === "AttributeReference" ? `${e.kind}(${e.child.name})` : undefined;
    case "In": {
      if (e.value.kind !== "AttributeReference") return undefined;
      const items = e.list.map((item) =>
        item.kind === "Literal" ? literalText(item.value, item.dataType) : undefined,
      );
      return items.every((item) => item !== undefined) ? `In(${e.value.name}, [${items.sort().join(",")}])` : undefined;
    }
    case "And":
    case "Or": {
      const [left, right] = [translate(e.left), translate(e.right)];
      return left === undefined || right === undefined ? undefined : `${e.kind}(${left},${right})`;
    }
    case "Not": {
      const child = translate(e.child);
      return child === undefined ? undefined : `Not(${child})`;
    }
    case "ScalarFunction": {
      const name = STRING_TESTS[e.name];
      const [column, value] = e.args;
      if (name === undefined || column?.kind !== "AttributeReference" || value?.kind !== "Literal") return undefined;
      return `${name}(${column.name},${literalText(value.value, value.dataType)})`;
    }
    case "AttributeReference":
      return e.dataType.kind === "boolean" ? `EqualTo(${e.name},true)` : undefined;
    default:
      return undefined;
  }
}
