import { describe, expect, it } from "vitest";
import { AnalysisException } from "../errors/index.js";
import {
  aggregateExpression,
  alias,
  arithmetic,
  attributeReference,
  comparison,
  type Expression,
  exprIdGenerator,
  intLiteral,
  NO_EXPR_ID,
  sortOrder,
  stringLiteral,
  unresolvedAttribute,
  unresolvedStar,
} from "../plans/expressions/index.js";
import { filter, join, type LogicalPlan, logicalText, outputOf, project } from "../plans/logical/index.js";
import { DoubleType, IntegerType, LongType, StringType } from "../types/data-type.js";
import { Analyzer } from "./analyzer.js";

const unsupported = (): never => {
  throw new Error("no SQL text in these tests");
};

function analyzer(): Analyzer {
  const ids = exprIdGenerator();
  return new Analyzer(() => ({
    ids,
    ansi: true,
    timeZone: "UTC",
    caseSensitive: false,
    parseExpression: unsupported,
    parseDataType: unsupported,
  }));
}

const col = (...parts: string[]): Expression => unresolvedAttribute(...parts);

/** orders(id, country, price) */
function orders(): LogicalPlan {
  const output = [
    attributeReference("id", LongType, true, NO_EXPR_ID),
    attributeReference("country", StringType, true, NO_EXPR_ID),
    attributeReference("price", DoubleType, true, NO_EXPR_ID),
  ];
  return { kind: "LocalRelation", output, rows: [] };
}

function failure(run: () => unknown): AnalysisException {
  try {
    run();
  } catch (error) {
    if (error instanceof AnalysisException) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

const names = (plan: LogicalPlan): string[] => outputOf(plan).map((a) => a.name);

describe("names", () => {
  it("are found in any case, with the relation's own spelling", () => {
    const plan = analyzer().analyze(project([col("COUNTRY")], orders()));
    expect(names(plan)).toEqual(["country"]);
  });

  it("may be qualified by an alias", () => {
    const aliased: LogicalPlan = { kind: "SubqueryAlias", alias: "o", child: orders() };
    expect(names(analyzer().analyze(project([col("o", "id"), unresolvedStar(["o"])], aliased)))).toEqual([
      "id",
      "id",
      "country",
      "price",
    ]);
  });

  it("that are unknown come back with the nearest ones first", () => {
    const error = failure(() => analyzer().analyze(filter(comparison(">", col("prise"), intLiteral(1)), orders())));
    expect(error.condition).toBe("UNRESOLVED_COLUMN.WITH_SUGGESTION");
    expect(error.parameters["proposal"]).toBe("`price`, `id`, `country`");
  });

  it("of both sides of a join are ambiguous", () => {
    const self = analyzer();
    const error = failure(() => self.analyze(project([col("country")], join(orders(), orders(), "Inner"))));
    expect(error.condition).toBe("AMBIGUOUS_REFERENCE");
  });

  it("below a select list can still sort and filter", () => {
    const byPrice: LogicalPlan = {
      kind: "Sort",
      order: [sortOrder(col("price"))],
      global: true,
      child: project([col("country")], orders()),
    };
    expect(names(analyzer().analyze(byPrice))).toEqual(["country"]);
  });
});

describe("identities", () => {
  it("of the right side of a self-join are new", () => {
    const self = analyzer();
    const analyzed = self.analyze(orders());
    const ids = outputOf(self.analyze(join(analyzed, analyzed, "Inner"))).map((a) => a.exprId);
    expect(new Set(ids).size).toBe(6);
  });

  it("stay when an analyzed plan is analyzed again", () => {
    const self = analyzer();
    const analyzed = self.analyze(project([alias(arithmetic("+", col("id"), intLiteral(1)), "next")], orders()));
    expect(self.analyze(analyzed)).toBe(analyzed);
  });
});

describe("types", () => {
  it("of a comparison are brought together", () => {
    const plan = analyzer().analyze(filter(comparison(">", col("price"), intLiteral(90)), orders()));
    expect(logicalText(plan)).toContain("cast(90 as double)");
  });

  it("must make a filter boolean", () => {
    const error = failure(() => analyzer().analyze(filter(arithmetic("+", col("id"), intLiteral(1)), orders())));
    expect(error.condition).toBe("DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN");
  });

  it("of a union's columns are widened", () => {
    const output = [attributeReference("n", IntegerType, false, NO_EXPR_ID)];
    const ints: LogicalPlan = { kind: "LocalRelation", output, rows: [] };
    const plan = analyzer().analyze({ kind: "Union", children: [ints, project([col("price")], orders())] });
    expect(outputOf(plan)).toMatchObject([{ name: "n", dataType: DoubleType, nullable: true }]);
  });

  it("do not matter when unions differ in width", () => {
    const error = failure(() =>
      analyzer().analyze({ kind: "Union", children: [orders(), project([col("id")], orders())] }),
    );
    expect(error.condition).toBe("NUM_COLUMNS_MISMATCH");
  });
});

describe("joins on names", () => {
  const using = (joinType: "Inner" | "RightOuter" | "FullOuter" | "LeftSemi"): LogicalPlan => ({
    ...join(orders(), orders(), joinType),
    using: ["id"],
  });

  it("give the keys once and first", () => {
    expect(names(analyzer().analyze(using("Inner")))).toEqual(["id", "country", "price", "country", "price"]);
    expect(names(analyzer().analyze(using("LeftSemi")))).toEqual(["id", "country", "price"]);
  });

  it("take the key of a full outer join from whichever side has it", () => {
    expect(logicalText(analyzer().analyze(using("FullOuter")))).toContain("coalesce(id#1L, id#4L) AS id");
  });
});

describe("aggregates", () => {
  const grouped = (list: readonly Expression[]): LogicalPlan => ({
    kind: "Aggregate",
    groupingExpressions: [col("country")],
    aggregateExpressions: list,
    child: orders(),
  });

  it("get Spark's names", () => {
    const plan = analyzer().analyze(grouped([col("country"), aggregateExpression("sum", [col("price")])]));
    expect(names(plan)).toEqual(["country", "sum(price)"]);
  });

  it("may not be mixed with columns that are no keys", () => {
    expect(failure(() => analyzer().analyze(grouped([col("price")]))).condition).toBe("MISSING_AGGREGATION");
  });

  it("in a select list aggregate everything", () => {
    const plan = analyzer().analyze(project([aggregateExpression("max", [col("country")])], orders()));
    expect(plan.kind).toBe("Aggregate");
  });

  it("may not be in a filter", () => {
    const condition = comparison("=", aggregateExpression("max", [col("country")]), stringLiteral("x"));
    expect(failure(() => analyzer().analyze(filter(condition, orders()))).condition).toBe("INVALID_WHERE_CONDITION");
  });
});
