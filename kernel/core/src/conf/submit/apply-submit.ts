import { SparkError } from "../../errors/spark-error.js";
import type { ConfigLayers, UserLayer } from "../config-layers.js";
import { type Master, NOTEBOOK_MASTER, parseMaster } from "../master.js";
import { PLATFORMS } from "../platform-defaults.js";
import { RuntimeConfig, setChecked } from "../runtime-config.js";
import { checkSubmit } from "./check-submit.js";
import { parseProperties } from "./parse-properties.js";
import type { GivenOption, SubmitCommand } from "./parse-submit.js";
import { submitError } from "./submit-error.js";

/** Where spark-submit looks for settings when no `--properties-file` is given. */
export const DEFAULTS_FILE = "conf/spark-defaults.conf";

/** What a command makes of the configuration. */
export interface Submission {
  readonly layers: ConfigLayers;
  /** What the user should know: the program that is not run, flags without effect, who wins where two speak. */
  readonly notes: readonly string[];
  /** The same, of what need not be said at each command. */
  readonly onceNotes: readonly string[];
}

/** What {@link applySubmit} needs beside the command. */
export interface SubmitContext {
  /** Settings that hold before the command says anything. */
  readonly base: ConfigLayers;
  /** The text of a file; undefined when there is none. */
  readonly readFile: (path: string) => string | undefined;
}

/**
 * Settings of a command in their layers: flags over `--conf` over the properties file, as SparkSubmitArguments has it.
 * @throws SparkError INVALID_SUBMIT for contradictions, PATH_NOT_FOUND for a missing properties file, and as `spark.conf.set` for values
 */
export function applySubmit(command: SubmitCommand, context: SubmitContext): Submission {
  const layers = context.base.copy();
  layers.startedBySubmit = true;
  const notes: string[] = [];
  const given = (name: string): GivenOption[] => command.options.filter((one) => one.option.names.includes(name));
  for (const { value } of given("--conf")) notes.push(...applyConf(layers, value));
  notes.push(
    ...applyFiles(layers, given("--properties-file").at(-1)?.value, given("--load-spark-defaults").length > 0, context),
  );
  const master = masterOf(layers, given("--master").at(-1)?.value);
  for (const { option, name, value } of command.options) {
    const key = master.manager === "yarn" ? (option.yarnKey ?? option.key) : option.key;
    if (key === undefined) continue;
    const before = layers.source("flag", key)?.value;
    const text = option.isSwitch ? "true" : value;
    if (before !== undefined && before !== text) notes.push(`${name} is given twice: the last one, ${text}, counts.`);
    setChecked(layers, "flag", key, text, name);
    notes.push(...overruled(layers, key, name, text));
  }
  nameAfterProgram(layers, command.program);
  notes.push(...checkSubmit(command, layers, master));
  notes.push(...sizeNotes(layers), ...programNotes(command));
  const isWithoutMaster = layers.get("spark.master") === undefined;
  const withoutMaster = `No --master: spark-submit would take local[*]; here ${PLATFORMS.notebook.label} is used.`;
  return { layers, notes, onceNotes: isWithoutMaster ? [withoutMaster] : [] };
}

/** A fixed number of executors beside a dynamic one reads as a contradiction: the fixed one is where the dynamic one begins (D2). */
function sizeNotes(layers: ConfigLayers): string[] {
  const instances = layers.get("spark.executor.instances");
  const isDynamic = new RuntimeConfig(layers).getBoolean("spark.dynamicAllocation.enabled");
  if (instances === undefined || !isDynamic) return [];
  return [
    `Both a number of executors (${instances}) and dynamic allocation: ${instances} is what it starts with, unless minExecutors or ` +
      "initialExecutors is larger; it does not stay.",
  ];
}

/** Settings of the default properties file, for a session that is not submitted. */
export function applyDefaultsFile(layers: ConfigLayers, readFile: SubmitContext["readFile"]): readonly string[] {
  return applyFiles(layers, undefined, true, { base: layers, readFile });
}

function applyConf(layers: ConfigLayers, pair: string): string[] {
  const at = pair.indexOf("=");
  if (at <= 0) {
    throw submitError(
      "CONF",
      `Invalid argument to --conf: ${pair}.`,
      "Write it as --conf key=value; quote a value with blanks.",
    );
  }
  return setOrIgnore(layers, "conf", pair.slice(0, at), pair.slice(at + 1), "--conf");
}

/** Spark reads spark.* only, from --conf and from files. */
function setOrIgnore(layers: ConfigLayers, layer: UserLayer, key: string, value: string, origin: string): string[] {
  if (!key.startsWith("spark.")) return [`${key} (${origin}) is no setting of Spark, and is ignored.`];
  setChecked(layers, layer, key, value, origin);
  return [];
}

/** The default file counts where no other is given, or below it where both are asked for. */
function applyFiles(
  layers: ConfigLayers,
  path: string | undefined,
  withDefaults: boolean,
  { readFile }: SubmitContext,
): string[] {
  const files: [string, string | undefined][] = [];
  if (path === undefined || withDefaults) files.push([DEFAULTS_FILE, readFile(DEFAULTS_FILE)]);
  if (path !== undefined) {
    const text = readFile(path);
    if (text === undefined) throw noPropertiesFile(path);
    files.push([path, text]);
  }
  return files.flatMap(([file, text]) =>
    parseProperties(text ?? "").flatMap(({ key, value, line }) =>
      setOrIgnore(layers, "file", key, value, `${file} line ${line}`),
    ),
  );
}

function masterOf(layers: ConfigLayers, flag: string | undefined): Master {
  return parseMaster(flag ?? layers.get("spark.master") ?? NOTEBOOK_MASTER);
}

function overruled(layers: ConfigLayers, key: string, name: string, value: string): string[] {
  const other = layers.source("conf", key);
  if (other === undefined || other.value === value) return [];
  return [`${name} ${value} wins over --conf ${key}=${other.value}.`];
}

function nameAfterProgram(layers: ConfigLayers, program: string | undefined): void {
  if (program === undefined || layers.get("spark.app.name") !== undefined) return;
  layers.set("flag", "spark.app.name", program.split("/").at(-1)!, "name of the program");
}

function programNotes({ program, programArguments, options }: SubmitCommand): string[] {
  const notes: string[] = [];
  const shipped = [...new Set(options.filter((one) => one.option.isLaunchOnly).map((one) => one.name))];
  if (shipped.length > 0) notes.push(`Without effect here: ${shipped.join(", ")}. The cells are the program.`);
  if (program !== undefined) {
    const withArguments = programArguments.length === 0 ? "" : ` ${programArguments.join(" ")}`;
    notes.push(`Not run: ${program}${withArguments}. The cells of this notebook are the program.`);
  }
  return notes;
}

function noPropertiesFile(path: string): SparkError {
  return new SparkError({
    condition: "PATH_NOT_FOUND",
    message: `There is no properties file ${path}.`,
    nextStep: "Check the path; it starts at the notebook's folder.",
    parameters: { path },
  });
}
