import { SparkError } from "../../../errors/spark-error.js";

/**
 * A LIKE pattern as a test: `%` is any text, `_` any one character, and the escape character takes the next as it is.
 * @throws SparkError INVALID_FORMAT.ESC_AT_THE_END for a pattern that ends in the escape character.
 */
export function likeMatcher(pattern: string, escapeCharacter = "\\"): (text: string) => boolean {
  let source = "";
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    if (character === "%") source += ".*";
    else if (character === "_") source += ".";
    else if (character !== escapeCharacter) source += escaped(character);
    else if (i + 1 < characters.length) source += escaped(characters[++i]!);
    else throw escapeAtEnd(pattern);
  }
  const expression = new RegExp(`^${source}$`, "su");
  return (text) => expression.test(text);
}

const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");

function escapeAtEnd(pattern: string): SparkError {
  return new SparkError({
    condition: "INVALID_FORMAT.ESC_AT_THE_END",
    message: `The format is invalid: '${pattern}'. The escape character is not allowed to end with.`,
    nextStep: "Write \\\\ for a backslash, or drop the last character.",
  });
}

/**
 * A pattern in Java's syntax as a JavaScript one, for the many patterns that mean the same in both. Java lets more characters
 * be escaped than JavaScript does under its `u` flag, so a pattern that fails with it is tried without.
 *
 * @throws SparkError INVALID_PARAMETER_VALUE.PATTERN
 */
export function regexp(pattern: string, flags: string): RegExp {
  // Java writes flags into the pattern: (?i).
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const source = inline === null ? pattern : pattern.slice(inline[0].length);
  const all = flags + (inline?.[1] ?? "");
  for (const tried of [`${all}u`, all]) {
    try {
      return new RegExp(source, tried);
    } catch {
      // The next flags, or the error below.
    }
  }
  throw new SparkError({
    condition: "INVALID_PARAMETER_VALUE.PATTERN",
    message: `The regular expression '${pattern}' is not valid.`,
    nextStep: "Correct the pattern; a literal bracket or dot needs a backslash before it.",
  });
}

/** Remembers the last pattern's compiled form: patterns are nearly always constant. */
export function remembered<T>(make: (pattern: string) => T): (pattern: string) => T {
  let lastPattern: string | undefined;
  let last: T | undefined;
  return (pattern) => {
    if (pattern !== lastPattern) {
      last = make(pattern);
      lastPattern = pattern;
    }
    return last as T;
  };
}
