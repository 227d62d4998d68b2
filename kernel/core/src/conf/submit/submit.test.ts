import { expect, test } from "vitest";
import { ConfigLayers } from "../config-layers.js";
import { RuntimeConfig } from "../runtime-config.js";
import { applySubmit } from "./apply-submit.js";
import { parseProperties } from "./parse-properties.js";
import { parseSubmit } from "./parse-submit.js";
import { shellWords } from "./shell-words.js";

const submit = (command: string, files: Record<string, string> = {}) => {
  const { layers, notes } = applySubmit(parseSubmit(command), {
    base: new ConfigLayers(),
    readFile: (path) => files[path],
  });
  return { conf: new RuntimeConfig(layers), notes };
};

test("a pasted command of many lines, with comments, quotes and arguments", () => {
  const { conf, notes } = submit(`
    $ HADOOP_CONF_DIR=/etc/hadoop /opt/spark/bin/spark-submit \\
      --master yarn \\   # the company's cluster
      # twenty of them
      --num-executors 20 --executor-cores=4 \\
      --executor-memory "8g" \\
      --conf 'spark.sql.shuffle.partitions=400' \\
      -c "spark.executor.extraJavaOptions=-XX:+UseG1GC -Dname=\\"two words\\"" \\
      --queue etl --jars a.jar,b.jar \\
      jobs/daily.py --date 2024-01-01 $TODAY
  `);
  expect(conf.getAll()).toEqual({
    "spark.app.name": "daily.py",
    "spark.executor.cores": "4",
    "spark.executor.extraJavaOptions": '-XX:+UseG1GC -Dname="two words"',
    "spark.executor.instances": "20",
    "spark.executor.memory": "8g",
    "spark.master": "yarn",
    "spark.sql.shuffle.partitions": "400",
    "spark.yarn.dist.jars": "a.jar,b.jar",
    "spark.yarn.queue": "etl",
  });
  expect(notes).toEqual([
    "Not run: jobs/daily.py --date 2024-01-01 $TODAY. The cells of this notebook are the program.",
  ]);
});

test("lines without a backslash and Windows line ends are one command", () => {
  expect(shellWords("--a 1 \\ \r\n--b\r\n'2 3'").map((word) => word.text)).toEqual(["--a", "1", "--b", "2 3"]);
});

test("a flag wins over --conf, that over the properties file, wherever they stand", () => {
  const { conf, notes } = submit(
    "--executor-memory 4g --conf spark.executor.memory=8g --conf spark.driver.cores=2 --properties-file p.conf --master yarn",
    { "p.conf": "# ours\nspark.executor.memory 3g\nspark.driver.cores=3\nspark.mine: baz\nother.thing 1\n" },
  );
  const explained = conf.explain("spark.executor.memory");
  expect(
    explained.layers.filter(({ value }) => value !== undefined).map(({ origin, value }) => [origin, value]),
  ).toEqual([
    ["--executor-memory", "4g"],
    ["--conf", "8g"],
    ["p.conf line 2", "3g"],
    ["Spark 4.3", "1g"],
  ]);
  expect([conf.get("spark.driver.cores"), conf.get("spark.mine")]).toEqual(["2", "baz"]);
  expect(notes).toEqual([
    "other.thing (p.conf line 5) is no setting of Spark, and is ignored.",
    "--executor-memory 4g wins over --conf spark.executor.memory=8g.",
  ]);
});

test("conf/spark-defaults.conf counts alone, or below another file when both are asked for", () => {
  const files = {
    "conf/spark-defaults.conf": "spark.task.maxFailures 7\nspark.locality.wait 1s",
    "p.conf": "spark.locality.wait 2s",
  };
  const both = "spark.task.maxFailures spark.locality.wait".split(" ");
  const values = (command: string) => both.map((key) => submit(command, files).conf.get(key));
  expect(values("--name x")).toEqual(["7", "1s"]);
  expect(values("--properties-file p.conf")).toEqual(["4", "2s"]);
  expect(values("--load-spark-defaults --properties-file p.conf")).toEqual(["7", "2s"]);
});

test("the last of a repeated flag counts, and is named", () => {
  const { conf, notes } = submit("--master yarn --num-executors 3 --num-executors 5");
  expect(conf.getInt("spark.executor.instances")).toBe(5);
  expect(notes).toEqual(["--num-executors is given twice: the last one, 5, counts."]);
});

test("a number of executors beside dynamic allocation is only where it begins (D2)", () => {
  const dynamic = "--master yarn --conf spark.dynamicAllocation.enabled=true";
  expect(submit(`${dynamic} --num-executors 6`).notes).toEqual([
    expect.stringMatching(/^Both a number of executors \(6\) and dynamic allocation: 6 is what it starts with/),
  ]);
  expect(submit(`${dynamic.replace("true", "TRUE")} --num-executors 6`).notes).toHaveLength(1);
  expect(submit(dynamic).notes).toEqual([]);
  expect(submit("--master yarn --num-executors 6").notes).toEqual([]);
});

test.each([
  ["--executor-memory 4g --bogus 1", "UNRECOGNIZED_OPTION", /Unrecognized option: --bogus.*Did you mean/s],
  ["--num-executor 4", "UNRECOGNIZED_OPTION", /Did you mean --num-executors/],
  ["--spark.executor.memory=4g", "UNRECOGNIZED_OPTION", /--conf spark\.executor\.memory=/],
  ["--master yarn --executor-memory", "MISSING_ARGUMENT", /Missing argument for option '--executor-memory'/],
  ["--conf spark.executor.memory", "CONF", /Invalid argument to --conf/],
  ["--name 'open", "UNCLOSED_QUOTE", /never closed/],
  ["--executor-memory $MEM", "SHELL_VARIABLE", /only your shell knows/],
  ["--master yarn --total-executor-cores 8", "CONTRADICTION", /YARN.*--num-executors and --executor-cores/s],
  ["--master spark://a:7077 --num-executors 8", "CONTRADICTION", /Standalone.*--total-executor-cores/s],
  ["--master spark://a:7077 --queue q", "CONTRADICTION", /only YARN has queues/i],
  ["--master local[2] --executor-memory 4g", "CONTRADICTION", /--driver-memory/],
  ["--master local --deploy-mode cluster", "CONTRADICTION", /not compatible with master "local"/],
  ["--master spark://a:7077 --deploy-mode cluster a.py", "CONTRADICTION", /not supported for python applications/],
  ["--master yarn --proxy-user a --principal b", "CONTRADICTION", /Only one of/],
  ["--master yarn --remote sc://a", "CONTRADICTION", /Remote cannot be specified/],
  ["--kill driver-1", "UNSUPPORTED", /Next step/],
])("%s is refused: %s", (command, kind, message) => {
  expect(() => submit(command)).toThrow(expect.objectContaining({ condition: `INVALID_SUBMIT.${kind}` }));
  expect(() => submit(command)).toThrow(message);
  expect(() => submit(command)).toThrow(/Next step: /);
});

test.each([
  ["--executor-cores 0", "INVALID_CONF_VALUE.TYPE_MISMATCH", /spark\.executor\.cores \(--executor-cores\).*at least 1/],
  ["--executor-memory lots", "INVALID_CONF_VALUE.TYPE_MISMATCH", /'lots'/],
  ["--deploy-mode weird", "INVALID_CONF_VALUE.TYPE_MISMATCH", /client, cluster/],
  ["--master weird", "INVALID_MASTER", /'weird' is not a master/],
  ["--conf spark.executor.memroy=1g", "UNKNOWN_CONF_KEY", /Did you mean spark\.executor\.memory/],
  ["--properties-file none.conf", "PATH_NOT_FOUND", /none\.conf/],
])("%s is refused: %s", (command, condition, message) => {
  expect(() => submit(command)).toThrow(expect.objectContaining({ condition }));
  expect(() => submit(command)).toThrow(message);
});

test("properties files are Java's", () => {
  const text = "a=1\n  b : 2 \n! no\n# no\nc\\ d   e f\ng=h\\\n   i\n\nempty\n";
  expect(parseProperties(text).map(({ key, value }) => [key, value])).toEqual([
    ["a", "1"],
    ["b", "2"],
    ["c d", "e f"],
    ["g", "hi"],
    ["empty", ""],
  ]);
});
