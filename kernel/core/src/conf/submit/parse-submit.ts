import { nearestNames } from "../../base/nearest-name.js";
import { type ShellWord, shellWords } from "./shell-words.js";
import { submitError } from "./submit-error.js";
import { OPTION_BY_NAME, type SubmitOption } from "./submit-options.js";

/** An option as it was given. */
export interface GivenOption {
  readonly option: SubmitOption;
  /** The name that was used, `-c` or `--conf`. */
  readonly name: string;
  /** Empty for a switch. */
  readonly value: string;
}

/** A spark-submit command, understood. */
export interface SubmitCommand {
  /** In the order in which they were given; the last of a name counts. */
  readonly options: readonly GivenOption[];
  /** The jar, Python or R file; undefined when the command is flags alone. */
  readonly program: string | undefined;
  readonly programArguments: readonly string[];
}

const LAUNCHERS = /(^|\/)(spark-submit|pyspark|spark-shell|spark-sql|sparkR)(2?\.cmd)?$/;

/**
 * Reads a spark-submit command as Spark does: options up to the first word that is none, which is the program; the rest are its arguments.
 * `spark-submit` itself, a `$` prompt and assignments of environment variables may stand in front, or nothing at all.
 *
 * @throws SparkError INVALID_SUBMIT with what is wrong: an unknown option (the nearest one is named), a missing value, a quote never closed
 * @example
 * parseSubmit("spark-submit --num-executors 20 app.py 7").program; // "app.py"
 */
export function parseSubmit(command: string): SubmitCommand {
  const words = withoutLauncher(shellWords(command));
  const options: GivenOption[] = [];
  let i = 0;
  while (i < words.length && words[i]!.text.startsWith("-")) {
    const word = words[i++]!;
    const equals = /^(--[^=]+)=([\s\S]+)$/.exec(word.text);
    const name = equals?.[1] ?? word.text;
    const option = OPTION_BY_NAME.get(name);
    if (option === undefined) throw unknownOption(name);
    if (option.isSwitch) {
      options.push({ option, name, value: "" });
      continue;
    }
    const given = equals === null ? words[i++] : { text: equals[2]!, expands: word.expands };
    if (given === undefined) throw missingValue(name);
    if (given.expands && !option.isLaunchOnly) throw shellVariable(name, given.text);
    options.push({ option, name, value: given.text });
  }
  const [program, ...programArguments] = words.slice(i).map((word) => word.text);
  return { options, program, programArguments };
}

/** The words behind `spark-submit`, where a command starts with that, its prompt or its environment. */
function withoutLauncher(words: readonly ShellWord[]): readonly ShellWord[] {
  let start = 0;
  while (start < words.length && /^(\$|%|>|sudo|exec|nohup|export|env|[A-Za-z_]\w*=.*)$/s.test(words[start]!.text))
    start++;
  const launcher = words[start];
  return launcher !== undefined && LAUNCHERS.test(launcher.text) ? words.slice(start + 1) : words.slice(start);
}

function unknownOption(name: string): Error {
  const nearest = nearestNames(name, [...OPTION_BY_NAME.keys()], 3).join(", ");
  const isKey = name.startsWith("--spark.");
  return submitError(
    "UNRECOGNIZED_OPTION",
    `Unrecognized option: ${name}.`,
    isKey ? `A key of Spark goes behind --conf: --conf ${name.slice(2)}=….` : `Did you mean ${nearest}?`,
  );
}

function missingValue(name: string): Error {
  return submitError(
    "MISSING_ARGUMENT",
    `Missing argument for option '${name}'.`,
    `Put a value behind ${name}, or leave it out.`,
  );
}

function shellVariable(name: string, value: string): Error {
  return submitError(
    "SHELL_VARIABLE",
    `${name} has the value ${value}, which only your shell knows.`,
    "Put the value itself there.",
  );
}
