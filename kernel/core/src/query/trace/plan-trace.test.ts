import { describe, expect, it } from "vitest";
import { broadcast } from "../../dsl/broadcast.js";
import { col } from "../../dsl/functions.js";
import type { TraceStep } from "../../events/plan-trace.js";
import { queryFixture } from "../../testing/query-fixture.js";

const { spark, queries } = queryFixture();
const numbers = spark.range(0, 100).withColumn("k", col("id").mod(10));

const rules = (steps: readonly TraceStep[], phase: TraceStep["phase"]): readonly string[] =>
  steps.filter((step) => step.phase === phase).map((step) => step.rule);
const marked = (step: TraceStep | undefined): readonly string[] =>
  step?.diff.filter(({ mark }) => mark !== " ").map(({ mark, text }) => `${mark} ${text.replace(/#\d+L?/g, "")}`) ?? [];

describe("the trace of a query", () => {
  it("tells what the analyzer and each rule changed, in order", () => {
    const { trace } = queries.queryOf(numbers.filter(col("k").gt(3)).plan);
    expect(marked(trace[0])).toEqual(["! 'Filter ('k > 3)", "! Filter (k > cast(3 as bigint))"]);
    const optimization = rules(trace, "Optimization");
    expect(optimization).toEqual(["PushDownPredicates", "ConstantFolding"]);
    const pushed = trace.find(({ rule }) => rule === "PushDownPredicates");
    expect(pushed?.batch).toBe("Operator Optimization before Inferring Filters");
    expect(pushed?.diff.map(({ mark, text }) => `${mark} ${text.replace(/#\d+L?/g, "")}`)).toEqual([
      "- Filter (k > cast(3 as bigint))",
      "  Project [id, (id % cast(10 as bigint)) AS k]",
      "+ +- Filter ((id % cast(10 as bigint)) > cast(3 as bigint))",
      "     +- Range (0, 100, step=1, splits=Some(4))",
    ]);
  });

  it("says why a join is done as it is", () => {
    const other = spark.range(0, 5).withColumnRenamed("id", "j");
    const reasonOf = (df: { readonly plan: typeof numbers.plan }): string | undefined =>
      queries.queryOf(df.plan).trace.find(({ rule }) => rule === "JoinSelection")?.reason;
    expect(reasonOf(numbers.join(other, col("k").eq(col("j"))))).toBe(
      "the right side is small enough to be broadcast: left side 1.2 KiB, right side 40 B, threshold 10.0 MiB " +
        "(spark.sql.autoBroadcastJoinThreshold)",
    );
    expect(reasonOf(numbers.join(broadcast(other), col("k").eq(col("j"))))).toMatch(/^the hint says to broadcast/);
    expect(reasonOf(numbers.join(other.hint("merge"), col("k").eq(col("j"))))).toMatch(/^the hint says merge/);
    expect(reasonOf(numbers.join(other, col("k").gt(col("j"))))).toMatch(/^there are no equal keys/);
  });

  it("tells what the preparation put in", () => {
    const { trace } = queries.queryOf(numbers.groupBy("k").count().plan);
    expect(rules(trace, "Preparation")).toEqual(["EnsureRequirements", "CollapseCodegenStages"]);
    expect(marked(trace.find(({ rule }) => rule === "EnsureRequirements"))).toEqual([
      "+ +- Exchange hashpartitioning(k, 3), ENSURE_REQUIREMENTS",
    ]);
  });

  it("goes on while an adaptive query runs", async () => {
    const adaptive = queryFixture({ "spark.sql.adaptive.enabled": "true" });
    const left = adaptive.spark.range(0, 1000).withColumn("k", col("id").mod(7));
    const right = adaptive.spark.range(0, 1000).filter(col("id").lt(0)).withColumnRenamed("id", "j");
    const df = left.join(right.hint("merge"), col("k").eq(col("j")));
    const phases = (): number => rules(adaptive.queries.queryOf(df.plan).trace, "Adaptive execution").length;
    expect(phases()).toBe(0);
    await df.collect();
    expect(phases()).toBeGreaterThan(0);
  });

  it("is printed as a list of rules, then their changes", () => {
    const text = queries.explain(numbers.filter(col("k").gt(3)).plan, "trace");
    expect(text.split("\n").slice(0, 5)).toEqual([
      "== Rule Trace ==",
      "Phase         Rule                   Changes",
      "Analysis      Analyzer               1",
      "Optimization  PushDownPredicates     1",
      "Optimization  ConstantFolding        1",
    ]);
    expect(text).toContain(
      "== 2. Optimization: PushDownPredicates (Operator Optimization before Inferring Filters) ==",
    );
  });
});
