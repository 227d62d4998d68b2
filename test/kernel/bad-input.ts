import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One mistake that a user may make, and what the kernel must say about it. */
export interface BadInput {
  readonly name: string;
  readonly cell: string;
  readonly ename: string;
  /** Texts of the traceback: Spark's condition, the values involved, the next step. */
  readonly says: readonly string[];
  /** The user's line that is named. */
  readonly line: number;
  /** What another cell finds afterwards. */
  readonly after?: { readonly cell: string; readonly value: string };
}

const DATA = fileURLToPath(new URL("../../notebooks/data", import.meta.url));

/** A folder with the notebooks' data and broken files beside it. */
export function makeBadFiles(folder: string): void {
  mkdirSync(join(folder, "bad"), { recursive: true });
  symlinkSync(DATA, join(folder, "data"), "junction");
  const part = readFileSync(join(DATA, "orders.parquet", "part-00000.parquet"));
  const half = Math.floor(part.length / 2);
  writeFileSync(join(folder, "bad/truncated.parquet"), part.subarray(0, half));
  // A whole footer behind pages of zeros.
  writeFileSync(join(folder, "bad/damaged.parquet"), Buffer.from(part).fill(0, 4, half));
  copyFileSync(join(DATA, "words.txt"), join(folder, "bad/words.parquet"));
  writeFileSync(join(folder, "bad/prices.csv"), "id,price\n1,2.5\n2,cheap\n");
}

const FIVE_ROWS = { cell: 'await spark.read.parquet("out/five").count()', value: "5" };

/** Cells see `kept`, `numbers` (an RDD), `orders` and `texts` (DataFrames), and the folder `out/five`. */
export const BAD_INPUT: readonly BadInput[] = [
  // Names
  {
    name: "select of an unknown column",
    cell: 'const n = 1;\norders\n  .select("custmer_id")',
    ename: "AnalysisException",
    says: ["[UNRESOLVED_COLUMN.WITH_SUGGESTION]", "`custmer_id`", "[`customer_id`,", "Next step:"],
    line: 3,
  },
  {
    name: "an unknown column in a filter's text",
    cell: "orders.filter(\"quantiti > 3 AND country = 'US'\")",
    ename: "AnalysisException",
    says: ["[UNRESOLVED_COLUMN.WITH_SUGGESTION]", "`quantiti`", "[`quantity`,", "Next step:"],
    line: 1,
  },
  {
    name: "groupBy of an unknown column",
    cell: 'await orders.groupBy("contry").count().show()',
    ename: "AnalysisException",
    says: ["[UNRESOLVED_COLUMN.WITH_SUGGESTION]", "`contry`", "[`country`,", "Next step:"],
    line: 1,
  },
  {
    name: "an unknown column that TypeScript finds",
    cell: 'texts.select("txt")',
    ename: "TypeScriptError",
    says: ["Argument of type '\"txt\"' is not assignable", '1 | texts.select("txt")'],
    line: 1,
  },
  {
    name: "a column that is neither grouped nor aggregated",
    cell: 'orders.groupBy("country").agg(col("price"))',
    ename: "AnalysisException",
    says: ["[MISSING_AGGREGATION]", '"price"', "Next step: Add the columns to groupBy"],
    line: 1,
  },
  {
    name: "a wrong join type",
    cell: 'const how: any = "innner";\norders.join(orders, "order_id", how)',
    ename: "AnalysisException",
    says: ["[UNSUPPORTED_JOIN_TYPE]", "'innner'", "Next step: Use one of inner, left,"],
    line: 2,
  },
  {
    name: "a wrong join type that TypeScript finds",
    cell: 'orders.join(orders, "order_id", "innner")',
    ename: "TypeScriptError",
    says: ["'\"innner\"' is not assignable to parameter of type 'JoinTypeName'"],
    line: 1,
  },
  {
    name: "a union of tables that do not match",
    cell: 'orders.union(orders.select("price"))',
    ename: "AnalysisException",
    says: ["[NUM_COLUMNS_MISMATCH]", "9 columns", "1 columns", "Next step:"],
    line: 1,
  },
  {
    name: "a syntax error in SQL text",
    cell: 'orders\n  .filter("quantity >> > 3")',
    ename: "AnalysisException",
    says: ["[PARSE_SYNTAX_ERROR]", "near '>'", "quantity >> > 3\n", "Next step:"],
    line: 2,
  },
  // Files
  {
    name: "a CSV file that is not there",
    cell: 'spark.read.csv("data/custmers.csv")',
    ename: "AnalysisException",
    says: ["[PATH_NOT_FOUND]", "data/custmers.csv", "Next step: Did you mean", "customers.csv?"],
    line: 1,
  },
  {
    name: "a Parquet folder that is not there",
    cell: 'spark.read.parquet("nowhere/orders.parquet")',
    ename: "AnalysisException",
    says: ["[PATH_NOT_FOUND]", "nowhere/orders.parquet", "Next step: The folder"],
    line: 1,
  },
  {
    name: "a text file that is not there",
    cell: 'const lines = sc.textFile("data/wrds.txt");\nawait lines.count()',
    ename: "AnalysisException",
    says: ["[PATH_NOT_FOUND]", "data/wrds.txt", "Next step: Did you mean", "words.txt?"],
    line: 2,
  },
  {
    name: "a path below a file",
    cell: 'spark.read.text("data/words.txt/more")',
    ename: "AnalysisException",
    says: ["[PATH_NOT_FOUND]", "Next step: Did you mean", "words.txt?"],
    line: 1,
  },
  {
    name: "a truncated Parquet file",
    cell: 'spark.read.parquet("bad/truncated.parquet")',
    ename: "SparkException",
    says: ["[FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER]", "truncated.parquet", "Next step: Check that it is a whole"],
    line: 1,
  },
  {
    name: "a file that is no Parquet",
    cell: 'spark.read.parquet("bad/words.parquet")',
    ename: "SparkException",
    says: ["[FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER]", "words.parquet", "Next step: Check that it is a whole"],
    line: 1,
  },
  {
    name: "a Parquet file whose pages are damaged",
    cell: 'await spark.read.parquet("bad/damaged.parquet").collect()',
    ename: "SparkException",
    says: ["[FAILED_READ_FILE.NO_HINT]", "damaged.parquet", "Next step:"],
    line: 1,
  },
  {
    name: "a CSV value that does not fit the schema, in mode FAILFAST",
    cell: `const prices = spark.read
  .option("header", true)
  .option("mode", "FAILFAST")
  .schema("id INT, price DOUBLE")
  .csv("bad/prices.csv");
await prices.show()`,
    ename: "SparkException",
    says: [
      "[MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION]",
      "prices.csv",
      "2,cheap",
      "Next step: Set the option 'mode'",
    ],
    line: 6,
    // Values of columns that nobody asks for are not read, in Spark neither.
    after: { cell: 'await prices.select("id").count()', value: "2" },
  },
  {
    name: "an unknown format",
    cell: 'spark.read.format("orc" as any).load("data/orders")',
    ename: "AnalysisException",
    says: ["[DATA_SOURCE_NOT_FOUND]", "'orc'", "Next step: Use one of parquet, csv"],
    line: 1,
  },
  // Writing
  {
    name: "writing where something is",
    cell: 'await orders\n  .write.parquet("out/five")',
    ename: "AnalysisException",
    says: ["[PATH_ALREADY_EXISTS]", "out/five", 'Next step: Set mode as "overwrite"'],
    line: 2,
    after: FIVE_ROWS,
  },
  {
    name: "saveAsTextFile where something is",
    cell: 'await numbers.saveAsTextFile("out/five")',
    ename: "AnalysisException",
    says: ["[PATH_ALREADY_EXISTS]", "out/five", "Next step:"],
    line: 1,
    after: FIVE_ROWS,
  },
  {
    name: "an overwrite of which one task fails",
    cell: `const asNumbers = texts.select(col("text").cast("int").as("n"));
await asNumbers.write.mode("overwrite").parquet("out/five")`,
    ename: "SparkException",
    says: ["[CAST_INVALID_INPUT]", "'three'", "Next step: Correct the value"],
    line: 2,
    after: FIVE_ROWS,
  },
  {
    name: "a write of which one task fails",
    cell: `await numbers.map((n) => {
  if (n === 3) throw new RangeError("no threes");
  return n;
}).saveAsTextFile("out/half")`,
    ename: "SparkException",
    says: ["[SPARK_JOB_ABORTED]", "failed 4 times", "RangeError: no threes", "2 |   if (n === 3)", "Next step:"],
    line: 4,
  },
  {
    name: "a write whose tasks were made to fail",
    cell: 'task({ partition: 1 }).fail(4);\nawait orders.write.mode("append").json("out/five")',
    ename: "SparkException",
    says: ["[SPARK_JOB_ABORTED]", "injected by task({ partition: 1 }).fail(4)", "Next step:"],
    line: 2,
    after: FIVE_ROWS,
  },
  {
    name: "a write below a file",
    cell: 'await orders.write.csv("data/words.txt/orders")',
    ename: "SparkException",
    says: ["[TASK_WRITE_FAILED]", "ENOTDIR", "Next step: A part of the path is a file"],
    line: 1,
  },
  // The user's own JavaScript
  {
    name: "a cell that throws",
    cell: 'const reached = 1;\nthrow new RangeError("too far");',
    ename: "RangeError",
    says: ["too far", "2 | throw new RangeError"],
    line: 2,
    after: { cell: "reached", value: "1" },
  },
  {
    name: "a function in a cell that fails",
    cell: "function price(order: any) {\n  return order.item.price;\n}\nprice({})",
    ename: "TypeError",
    says: ["2 |   return order.item.price", "at price (cell"],
    line: 4,
  },
  {
    name: "an error inside of a map",
    cell: "await numbers\n  .map((n) => (n as any).item.price)\n  .collect()",
    ename: "SparkException",
    says: ["[SPARK_JOB_ABORTED]", "failed 4 times", "TypeError: Cannot read", "2 |   .map((n)", "Next step:"],
    line: 3,
  },
  {
    name: "an action inside of a map",
    cell: "await numbers.map((n) => numbers.count()).collect()",
    ename: "SparkException",
    says: ["[CONTEXT_ONLY_VALID_ON_DRIVER]", "Next step: Run the inner action first"],
    line: 1,
  },
  {
    name: "a query inside of a foreach",
    cell: 'await numbers.foreach((n) => {\n  orders.filter("quantity > 1").show();\n})',
    ename: "SparkException",
    says: ["[CONTEXT_ONLY_VALID_ON_DRIVER]", "Next step: Run the inner action first"],
    line: 2,
  },
  {
    name: "an error that nobody awaits",
    cell: 'numbers.map((n) => { throw new Error("alone") }).count();\nconst behind = 2;',
    ename: "SparkException",
    says: ["[SPARK_JOB_ABORTED]", "Error: alone", "Next step:"],
    line: 1,
    after: { cell: "behind", value: "2" },
  },
  // Values
  {
    name: "a division by zero",
    cell: 'await orders.select(col("price").divide(0)).collect()',
    ename: "SparkException",
    says: ["[DIVIDE_BY_ZERO]", "Next step: Filter out the zero divisors"],
    line: 1,
  },
  {
    name: "a reduce of nothing",
    cell: "await numbers.filter((n) => n > 3).reduce((a, b) => a + b)",
    ename: "SparkError",
    says: ["[EMPTY_COLLECTION]", "reduce", "Next step:"],
    line: 1,
  },
  {
    name: "take of a negative number",
    cell: "await orders.take(-1)",
    ename: "AnalysisException",
    says: ["[INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE]", "-1", "Next step:"],
    line: 1,
    // An RDD takes nothing, as Spark's does.
    after: { cell: "await numbers.take(-1)", value: "[]" },
  },
  {
    name: "parallelize into 0 partitions",
    cell: "sc.parallelize([1, 2], 0)",
    ename: "SparkError",
    says: ["[INVALID_PARAMETER_VALUE.NUM_PARTITIONS]", "0 partitions", "Next step:"],
    line: 1,
  },
  {
    name: "createDataFrame with mixed types",
    cell: 'const mixed = spark.createDataFrame([\n  { id: 1 },\n  { id: "two" },\n])',
    ename: "SparkError",
    says: ["[CANNOT_MERGE_TYPE]", "`bigint` and `string` in column `id`", "Next step:"],
    line: 1,
  },
  {
    name: "a duration that is none",
    cell: 'await spark.sleep("3 bananas")',
    ename: "SparkError",
    says: ["[INVALID_DURATION]", "3 bananas", "Next step:"],
    line: 1,
  },
  // Settings
  {
    name: "a configuration value that does not fit",
    cell: 'spark.conf.set("spark.sql.shuffle.partitions", "many")',
    ename: "SparkError",
    says: ["[INVALID_CONF_VALUE.TYPE_MISMATCH]", "'many'", "Next step: Give a whole number of at least 1"],
    line: 1,
    after: { cell: 'spark.conf.get("spark.sql.shuffle.partitions")', value: "'200'" },
  },
  {
    name: "a slip of the pen in a configuration key",
    cell: 'spark.conf.set("spark.sql.shufle.partitions", 8)',
    ename: "SparkError",
    says: ["[UNKNOWN_CONF_KEY]", "Next step: Did you mean spark.sql.shuffle.partitions"],
    line: 1,
  },
  {
    name: "a setting that is fixed while the application runs",
    cell: 'spark.conf.set("spark.executor.cores", 4)',
    ename: "SparkError",
    says: ["[CANNOT_MODIFY_CONFIG]", "Next step: Build a session with it: SparkSession.builder()"],
    line: 1,
  },
  {
    name: "a cluster that cannot be built",
    cell: 'SparkSession.builder().config("spark.executor.memory", "lots").getOrCreate()',
    ename: "SparkError",
    says: ["[INVALID_CONF_VALUE.TYPE_MISMATCH]", "'lots'", "Next step:"],
    line: 1,
  },
  {
    name: "executors smaller than Spark can start",
    cell: 'spark.submit("--executor-memory 400m")',
    ename: "SparkError",
    says: [
      "[INVALID_EXECUTOR_MEMORY.CONFIG_MEMORY]",
      "419430400 must be at least 471859200",
      "Next step: Give at least 450m",
    ],
    line: 1,
    after: { cell: "cluster.executors.length", value: "4" },
  },
  {
    name: "executors without cores",
    cell: 'spark.submit("--master yarn --executor-cores 0")',
    ename: "SparkError",
    says: [
      "[INVALID_CONF_VALUE.TYPE_MISMATCH]",
      "spark.executor.cores (--executor-cores)",
      "Next step: Give a whole number of at least 1",
    ],
    line: 1,
  },
  {
    name: "flags that contradict the master",
    cell: "spark.submit(`spark-submit --master yarn \\\\\n  --total-executor-cores 40 job.py`)",
    ename: "SparkError",
    says: [
      "[INVALID_SUBMIT.CONTRADICTION]",
      "--total-executor-cores means nothing on YARN",
      "Next step: Give --num-executors",
    ],
    line: 1,
  },
  {
    name: "more executors than dynamic allocation may have",
    cell: 'spark.submit("--master yarn --num-executors 20 --conf spark.dynamicAllocation.enabled=true --conf spark.dynamicAllocation.maxExecutors=10")',
    ename: "SparkError",
    says: [
      "[INVALID_CLUSTER.DYNAMIC_ALLOCATION]",
      "The 20 executors at start",
      "(10)",
      "Next step: Leave out --num-executors",
    ],
    line: 1,
  },
  {
    name: "a flag that spark-submit does not have",
    cell: 'spark.submit("--num-executor 20")',
    ename: "SparkError",
    says: ["[INVALID_SUBMIT.UNRECOGNIZED_OPTION]", "--num-executor", "Next step: Did you mean --num-executors"],
    line: 1,
  },
  {
    name: "a key that Spark does not have, in a builder",
    cell: 'SparkSession.builder().config("spark.executor.memroy", "4g").getOrCreate()',
    ename: "SparkError",
    says: ["[UNKNOWN_CONF_KEY]", "Next step: Did you mean spark.executor.memory"],
    line: 1,
  },
  {
    name: "a prediction with a misspelt field",
    cell: "predict({ stagse: 3 })",
    ename: "SparkError",
    says: ["[UNRESOLVED_FIELD.WITH_SUGGESTION]", "`stagse`", "Did you mean `stages`?", "Next step:"],
    line: 1,
  },
  {
    name: "a prediction of a time in bytes",
    cell: 'predict({ makespan: within(60, "MiB") })',
    ename: "SparkError",
    says: ["[INVALID_PREDICTION]", "`makespan`", "Next step: Give a time", 'within(60, "s", 0.05)'],
    line: 1,
  },
  {
    name: "a matcher with a unit that there is not",
    cell: 'predict({ makespan: within(60, "sec" as "s") })',
    ename: "SparkError",
    says: ["[INVALID_MATCHER]", "`sec`", "Next step: Did you mean"],
    line: 1,
  },
  {
    name: "a prediction of something unknown",
    cell: "predict({ stagse: 3 } as any)",
    ename: "SparkError",
    says: ["[UNRESOLVED_FIELD.WITH_SUGGESTION]", "`stagse`", "Did you mean `stages`?", "Next step:"],
    line: 1,
  },
];
