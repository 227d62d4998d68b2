import { describe, expect, it } from "vitest";
import * as f from "../../../dsl/functions.js";
import { queryFixture } from "../../../testing/query-fixture.js";

const { col } = f;

describe("the source of generated stages", () => {
  const { spark, queries } = queryFixture({ "spark.sql.autoBroadcastJoinThreshold": "-1" });
  const people = spark.createDataFrame(Array.from({ length: 20 }, (_, i) => ({ age: i, name: `n${i % 3}` }))).cache();
  const explained = (df: { readonly plan: Parameters<typeof queries.explain>[0] }): string =>
    queries.explain(df.plan, "codegen");

  it("shows operators in a loop over columns", () => {
    const text = explained(people.filter(col("age").gt(3)).groupBy("name").agg(f.sum("age")));
    expect(text).toContain("function aggregate(batch, task) {");
    expect(text).toMatch(/\/\/ Filter\n[\s\S]*\/\/ HashAggregate\n[\s\S]*\/\/ partial sum/);
    expect(text).toContain("for (let row = 0, end = batch.numRows; row < end; row++) {");
  });

  it("shows joins and sorts", () => {
    const other = people.select(col("age").as("years"), col("name").as("alias"));
    const text = explained(people.join(other, col("age").equalTo(col("years"))));
    expect(text).toContain("// SortMergeJoin");
    expect(text).toContain("// Sort: all rows");
  });

  it("holds nothing of what the user wrote: names and literals come by reference", async () => {
    const nasty = '*/ }; throw new Error("injected"); //\n`$' + "{1}`";
    const df = people
      .withColumnRenamed("name", nasty)
      .filter(
        col("age")
          .plus(987_654)
          .gt(5)
          .and(f.concat(col("age").cast("string"), f.lit(nasty)).notEqual("x")),
      )
      .select(col("age").as(nasty), f.lit(nasty).as("text"));
    const source = explained(df)
      .split("Generated code:\n")
      .slice(1)
      .map((part) => part.split("\n== Subtree")[0])
      .join("\n");
    expect(source).toContain("references[");
    expect(source).not.toContain("injected");
    expect(source).not.toContain("987654");
    expect((await df.collect()).length).toBe(20);
  });
});
