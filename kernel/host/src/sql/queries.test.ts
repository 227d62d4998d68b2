import {
  createSession,
  type DataFrame,
  functions,
  Row,
  type Session,
  type SparkError,
  type SparkSession,
  Window,
} from "@stageplay/core";
import { beforeEach, describe, expect, it } from "vitest";
import { createNodeFiles } from "../files/index.js";
import { createSqlParser } from "./index.js";

const { avg, col, count, desc, lit, row_number, sum, when } = functions;
const sql = createSqlParser();

let session: Session;
let spark: SparkSession;
let orders: DataFrame;
let people: DataFrame;
let printed: string;

beforeEach(() => {
  const host = {
    breathe: () => Promise.resolve(),
    interrupted: () => false,
    userFrame: () => undefined,
    print: (text: string) => {
      printed = text;
    },
  };
  const conf = {
    "spark.master": "local[2]",
    "spark.sql.shuffle.partitions": "3",
    "spark.sql.adaptive.enabled": "false",
  };
  session = createSession({ files: createNodeFiles(() => "."), sql, host }, { conf });
  spark = session.spark;
  orders = spark.createDataFrame([
    { id: 1, who: 1, country: "US", quantity: 3, price: 95.5 },
    { id: 2, who: 2, country: "DE", quantity: 1, price: 20.25 },
    { id: 3, who: 1, country: "US", quantity: 5, price: 120.75 },
    { id: 4, who: 3, country: null, quantity: 2, price: 8.5 },
    { id: 5, who: 9, country: "FR", quantity: 2, price: 8.5 },
  ]) as unknown as DataFrame;
  people = spark.createDataFrame([
    { who: 1, name: "Ann" },
    { who: 2, name: "Bo" },
    { who: 3, name: "Cy" },
    { who: 4, name: "Di" },
  ]) as unknown as DataFrame;
  orders.createOrReplaceTempView("orders");
  people.createOrReplaceTempView("people");
  session.beginCell(1);
});

/** Query by query what the DataFrame methods are. */
const PAIRS: Readonly<Record<string, () => DataFrame>> = {
  "SELECT * FROM orders": () => orders,
  "TABLE orders": () => orders,
  "SELECT id, price * quantity AS revenue FROM orders WHERE quantity > 1 AND country IS NOT NULL": () =>
    orders
      .filter(col("quantity").gt(1).and(col("country").isNotNull()))
      .select("id", col("price").multiply(col("quantity")).as("revenue")),
  "select o.id, o.country from orders o where o.country like 'U%'": () =>
    orders.as("o").filter(col("o.country").like("U%")).select("o.id", "o.country"),
  "SELECT DISTINCT country FROM orders": () => orders.select("country").distinct(),
  "SELECT country, sum(quantity) AS q, count(*) AS n FROM orders GROUP BY country": () =>
    orders.groupBy("country").agg(sum("quantity").as("q"), count(lit(1)).as("n")),
  "SELECT country AS land, avg(price) AS p FROM orders GROUP BY land ORDER BY land": () =>
    orders.groupBy(col("country")).agg(avg("price").as("p")).select(col("country").as("land"), "p").orderBy("land"),
  "SELECT country, sum(quantity) AS q FROM orders GROUP BY 1 ORDER BY 2 DESC, 1": () =>
    orders.groupBy("country").agg(sum("quantity").as("q")).orderBy(desc("q"), col("country")),
  "SELECT country, sum(quantity) AS q FROM orders GROUP BY country HAVING q > 1": () =>
    orders.groupBy("country").agg(sum("quantity").as("q")).filter(col("q").gt(1)),
  "SELECT country FROM orders GROUP BY country HAVING sum(quantity) > 1 ORDER BY max(price) DESC": () =>
    orders
      .groupBy("country")
      .agg(sum("quantity").as("q"), functions.max("price").as("m"))
      .filter(col("q").gt(1))
      .orderBy(desc("m"))
      .select("country"),
  "SELECT sum(quantity) AS q FROM orders": () => orders.agg(sum("quantity").as("q")),
  "SELECT id FROM orders ORDER BY price DESC NULLS FIRST, id LIMIT 2": () =>
    orders.select("id", "price").orderBy(col("price").desc_nulls_first(), col("id")).select("id").limit(2),
  "SELECT o.id, p.name FROM orders o JOIN people p ON o.who = p.who": () =>
    orders
      .as("o")
      .join(people.as("p"), col("o.who").eq(col("p.who")))
      .select("o.id", "p.name"),
  "SELECT who, name, id FROM people LEFT JOIN orders USING (who)": () =>
    people.join(orders, "who", "left").select("who", "name", "id"),
  "SELECT name FROM people p LEFT ANTI JOIN orders o ON p.who = o.who": () =>
    people
      .as("p")
      .join(orders.as("o"), col("p.who").eq(col("o.who")), "left_anti")
      .select("name"),
  "SELECT a.id, b.id AS other FROM orders a INNER JOIN orders b ON a.who = b.who AND a.id < b.id": () =>
    orders
      .as("a")
      .join(
        orders.as("b"),
        col("a.who")
          .eq(col("b.who"))
          .and(col("a.id").lt(col("b.id"))),
      )
      .select("a.id", col("b.id").as("other")),
  "SELECT p.name, o.id FROM people p, orders o WHERE p.who = o.who": () =>
    people
      .as("p")
      .join(orders.as("o"))
      .filter(col("p.who").eq(col("o.who")))
      .select("p.name", "o.id"),
  "SELECT who FROM orders UNION ALL SELECT who FROM people": () => orders.select("who").union(people.select("who")),
  "SELECT who FROM orders UNION SELECT who FROM people": () =>
    orders.select("who").union(people.select("who")).distinct(),
  "SELECT who FROM orders INTERSECT SELECT who FROM people": () => orders.select("who").intersect(people.select("who")),
  "SELECT who FROM people EXCEPT SELECT who FROM orders": () => people.select("who").except(orders.select("who")),
  "WITH big AS (SELECT * FROM orders WHERE quantity > 1), us AS (SELECT * FROM big WHERE country = 'US') SELECT count(*) AS n FROM us":
    () =>
      orders
        .filter("quantity > 1")
        .filter("country = 'US'")
        .agg(count(lit(1)).as("n")),
  "SELECT q.country, q.total FROM (SELECT country, sum(price) AS total FROM orders GROUP BY country) q WHERE q.total > 10":
    () => orders.groupBy("country").agg(sum("price").as("total")).filter(col("total").gt(10)),
  "SELECT id, row_number() OVER (PARTITION BY country ORDER BY price DESC) AS n FROM orders": () =>
    orders.select(
      "id",
      row_number()
        .over(Window.partitionBy("country").orderBy(desc("price")))
        .as("n"),
    ),
  "SELECT id, sum(quantity) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM orders": () =>
    orders.select("id", sum("quantity").over(Window.orderBy("id").rowsBetween(-1, 0)).as("s")),
  "SELECT CASE WHEN quantity > 2 THEN 'big' ELSE 'small' END AS size, id FROM orders ORDER BY id;": () =>
    orders.select(when(col("quantity").gt(2), "big").otherwise("small").as("size"), "id").orderBy("id"),
};

describe("a query and the same in methods", () => {
  it.each(Object.entries(PAIRS))("%s", async (text, methods) => {
    const [bySql, byMethods] = [spark.sql(text), methods()];
    expect(bySql.columns).toEqual(byMethods.columns);
    expect(await rowsOf(bySql)).toEqual(await rowsOf(byMethods));
    const plans = [bySql, byMethods].map((df) => {
      df.explain();
      return withoutNumbers(printed);
    });
    // A name for a key, or a hidden column, makes a projection that the methods above write in another place.
    if (!/AS land|HAVING sum/.test(text)) expect(plans[0]).toBe(plans[1]);
  });
});

async function rowsOf(df: DataFrame): Promise<readonly (readonly unknown[])[]> {
  return (await df.collect()).map((row) => Row.values(row as Row));
}

const withoutNumbers = (plan: string): string => plan.replace(/#\d+L?/g, "").replace(/plan_id=\d+/g, "plan_id");

describe("what is wrong", () => {
  it.each<[text: string, condition: string, hint: string]>([
    ["SELECT * FROM nowhere", "TABLE_OR_VIEW_NOT_FOUND", "Known: orders, people."],
    ["SELECT nme FROM people", "UNRESOLVED_COLUMN.WITH_SUGGESTION", "`name`"],
    ["SELECT who FROM orders o JOIN people p ON o.who = p.who", "AMBIGUOUS_REFERENCE", "alias"],
    ["SELECT id, sum(price) FROM orders GROUP BY country", "MISSING_AGGREGATION", "groupBy"],
    ["SELECT id FROM orders ORDER BY 3", "ORDER_BY_POS_OUT_OF_RANGE", "correct the position"],
    ["SELECT id FRM orders", "PARSE_SYNTAX_ERROR", ""],
    ["SELECT id FROM orders WHERE id =", "PARSE_SYNTAX_ERROR", "end of input"],
    ["SELECT id FROM orders WHERE id IN (SELECT who FROM people)", "UNSUPPORTED_FEATURE", "semi join"],
    ["SELECT country, count(*) FROM orders GROUP BY ROLLUP (country)", "UNSUPPORTED_FEATURE", "df.rollup"],
    ["SELECT id FROM orders INTERSECT ALL SELECT who FROM people", "UNSUPPORTED_FEATURE", "INTERSECT"],
    ["SELECT /*+ BROADCAST(people) */ name FROM people", "UNSUPPORTED_FEATURE", "broadcast"],
    ["CREATE TABLE t (a INT)", "UNSUPPORTED_FEATURE", "createOrReplaceTempView"],
    ["INSERT INTO orders VALUES (1)", "UNSUPPORTED_FEATURE", "df.write"],
    ["SELECT id FROM orders LIMIT 1 OFFSET 2", "UNSUPPORTED_FEATURE", "row_number"],
  ])("%s", (text, condition, hint) => {
    const error = failure(() => spark.sql(text));
    expect(error.condition).toBe(condition);
    expect(`${error.message} ${error.nextStep}`).toContain(hint);
  });

  it("says where", () => {
    expect(failure(() => spark.sql("SELECT id\nFROM orders\nWHERE id >")).message).toMatch(/line 3, pos \d+/);
  });
});

function failure(step: () => unknown): SparkError {
  try {
    step();
  } catch (error) {
    return error as SparkError;
  }
  throw new Error("it did not fail");
}

describe("views", () => {
  it("are replaced, listed, dropped and read", async () => {
    people.filter("who = 1").createOrReplaceTempView("People");
    expect(await spark.table("people").count()).toBe(1);
    expect(spark.catalog.listTables()).toEqual(["orders", "People"]);
    expect(spark.catalog.dropTempView("PEOPLE")).toBe(true);
    expect(spark.catalog.tableExists("people")).toBe(false);
    await session.settle();
  });
});
