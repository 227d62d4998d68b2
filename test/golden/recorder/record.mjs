// Runs programs on real Spark 4.3.0 and writes golden records:
//   node test/golden/recorder/record.mjs PROGRAMS.scala OUT_FOLDER
// See README.md. Needs Java 17; PySpark comes into a private environment once, unless STAGEPLAY_SPARK_VENV names one that has it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findPython } from "../../../tools/setup/find-python.mjs";
import { readPrograms } from "./read-programs.mjs";

const PYSPARK = "pyspark==4.3.0";
const IMPORTS = "import spark.implicits._; import org.apache.spark.sql.functions._";
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const [programFile, outFolder] = process.argv.slice(2);
if (programFile === undefined || outFolder === undefined) {
  console.error("Usage: node test/golden/recorder/record.mjs PROGRAMS.scala OUT_FOLDER");
  process.exit(2);
}
const programs = readPrograms(readFileSync(programFile, "utf8"));
mkdirSync(outFolder, { recursive: true });
const scratch = mkdtempSync(path.join(tmpdir(), "stageplay-recorder-"));
try {
  const script = path.join(scratch, "script.scala");
  writeFileSync(script, scriptOf(programs));
  const home = sparkHome();
  const args = ["--driver-memory", "2g", "--master", "local[2]", "--conf", "spark.ui.enabled=false", "-i", script];
  const { stdout } = run(path.join(home, "bin", "spark-shell"), args, {
    SPARK_HOME: home,
    SPARK_LOCAL_IP: "127.0.0.1",
  });
  report(stdout);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The folder of PySpark's jars and scripts; makes the environment when it is missing. */
function sparkHome() {
  const venv = process.env.STAGEPLAY_SPARK_VENV ?? here("../../../.venv-spark");
  const find = () => {
    const libs = path.join(venv, "lib");
    const python = existsSync(libs) ? readdirSync(libs).find((name) => name.startsWith("python")) : undefined;
    const home = path.join(libs, python ?? "python", "site-packages", "pyspark");
    return existsSync(path.join(home, "bin")) ? home : undefined;
  };
  if (find() === undefined) {
    console.log(`Installing ${PYSPARK} into ${venv} (about 400 MB).`);
    run(findPython().executable, ["-m", "venv", venv]);
    run(path.join(venv, "bin", "python"), ["-m", "pip", "install", "--quiet", PYSPARK]);
  }
  return find();
}

/** The recorder, then a call a program. The shell compiles them one by one, so that a faulty program stops none but itself. */
function scriptOf(list) {
  const data = JSON.stringify(here("../../../notebooks/data"));
  const out = JSON.stringify(path.resolve(outFolder));
  const calls = list.map(({ id, scala, conf, bytes }) => {
    const settings = conf.map(([key, value]) => `${JSON.stringify(key)} -> ${JSON.stringify(value)}`).join(", ");
    const head = `record(${JSON.stringify(id)}, ${scalaString(scala)}, Seq(${settings}), ${bytes}, ${data}, ${out})`;
    return `${head} { (spark, sc, data, tmp) =>\n${IMPORTS}\n${scala}\n}\n`;
  });
  return [readFileSync(here("recorder.scala"), "utf8"), ...calls, "System.exit(0)\n"].join("\n");
}

/** A string literal on one line; JSON's escapes are Scala's too. */
function scalaString(text) {
  return JSON.stringify(text);
}

function report(stdout) {
  const lines = stdout.split("\n").filter((line) => /^(recorded|FAILED) |error:|^\s+\^/.test(line));
  console.log(lines.join("\n"));
  const recorded = lines.filter((line) => line.startsWith("recorded ")).length;
  console.log(`${recorded} of ${programs.length} programs recorded`);
  if (recorded < programs.length) process.exitCode = 1;
}

function run(command, args, env = {}) {
  const options = {
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe"],
  };
  const result = spawnSync(command, args, options);
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${command} ended with ${result.status}:\n${result.stderr.slice(-4000)}`);
  return result;
}
