import { submitError } from "./submit-error.js";

/** A word of a command as the shell hands it on, without its quotes. */
export interface ShellWord {
  readonly text: string;
  /** True when it holds `$NAME` or a backquote, whose value only the user's shell knows. */
  readonly expands: boolean;
}

/**
 * Cuts a pasted command into words as a shell does: quotes, backslashes, comments. More lenient in one thing: lines without a backslash at
 * their end, and comments between the lines of a command, do not end it.
 *
 * @throws SparkError INVALID_SUBMIT.UNCLOSED_QUOTE
 * @example
 * shellWords("--name 'two words' # comment").map((word) => word.text); // ["--name", "two words"]
 */
export function shellWords(command: string): ShellWord[] {
  const words: ShellWord[] = [];
  const text = command.replace(/\r\n?/g, "\n");
  let word: { text: string; expands: boolean } | undefined;
  let i = 0;
  const end = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const add = (piece: string, expands = false): void => {
    word ??= { text: "", expands: false };
    word.text += piece;
    word.expands ||= expands;
  };
  while (i < text.length) {
    const char = text[i]!;
    if (char === "\\") {
      // Spaces or a comment behind the backslash are a slip that a shell punishes; here the line goes on all the same.
      const lineEnd = /^\\[ \t]*(?:[ \t]#[^\n]*)?\n/.exec(text.slice(i));
      if (lineEnd !== null) end();
      else if (i + 1 < text.length) add(text[i + 1]!);
      i += lineEnd?.[0].length ?? 2;
    } else if (char === "'" || char === '"') {
      const close = closingQuote(text, i);
      const quoted = text.slice(i + 1, close);
      if (char === "'") add(quoted);
      else add(unescaped(quoted), EXPANSION.test(quoted.replace(/\\[\s\S]/g, "")));
      i = close + 1;
    } else if (/\s/.test(char)) {
      end();
      i++;
    } else if (char === "#" && word === undefined) {
      const lineEnd = text.indexOf("\n", i);
      i = lineEnd === -1 ? text.length : lineEnd;
    } else {
      add(char, EXPANSION.test(text.slice(i, i + 2)) && /[$`]/.test(char));
      i++;
    }
  }
  end();
  return words;
}

/** `$NAME`, `${…}`, `$(…)` and backquotes. */
const EXPANSION = /\$[\w{(]|`/;

/** What stands between double quotes: there a backslash means something before few characters only. */
function unescaped(quoted: string): string {
  return quoted.replace(/\\([\s\S])/g, (both, char: string) => {
    if (char === "\n") return "";
    return /["\\$`]/.test(char) ? char : both;
  });
}

function closingQuote(text: string, open: number): number {
  const quote = text[open]!;
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === quote) return i;
    if (text[i] === "\\" && quote === '"') i++;
  }
  throw submitError(
    "UNCLOSED_QUOTE",
    `The quote ${quote} before ${JSON.stringify(text.slice(open + 1, open + 21))} is never closed.`,
    `Close it with another ${quote}.`,
  );
}
