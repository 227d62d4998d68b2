import { AnalysisException, type LongValue } from "@stageplay/core";
import { daysFromCivil, timestampOf } from "./date-time.js";

/** Fields of Spark's datetime patterns that we read and write; each letter run becomes one group of digits. */
const DIGITS: Readonly<Record<string, string>> = {
  y: "\\d{1,6}",
  M: "\\d{1,2}",
  d: "\\d{1,2}",
  H: "\\d{1,2}",
  m: "\\d{1,2}",
  s: "\\d{1,2}",
  S: "\\d{1,9}",
};
const TOKEN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[\s\S]/g;

/** A user's `dateFormat` or `timestampFormat`, such as `dd/MM/yyyy HH:mm`. */
export interface DatePattern {
  /** Days since 1970-01-01, or undefined when the text does not fit. */
  parseDate(text: string): number | undefined;
  /** Microseconds since the epoch (UTC), or undefined. */
  parseTimestamp(text: string): LongValue | undefined;
  format(micros: LongValue): string;
}

/** @throws SparkError INVALID_DATETIME_PATTERN for letters that we do not know. */
export function compileDatePattern(pattern: string): DatePattern {
  const tokens = Array.from(pattern.matchAll(TOKEN), ([token, quoted]) => ({ token, quoted }));
  const letters: string[] = [];
  const source = tokens.map(({ token, quoted }) => {
    if (quoted !== undefined) return escapeRegExp(quoted === "" ? "'" : quoted.replaceAll("''", "'"));
    const digits = DIGITS[token[0]!];
    if (!digits) return checkedLiteral(token, pattern);
    letters.push(token[0]!);
    return `(${token.length > 1 && token[0] !== "S" ? `\\d{${token.length}}` : digits})`;
  });
  const regExp = new RegExp(`^${source.join("")}$`);

  const fields = (text: string): Map<string, string> | undefined => {
    const match = regExp.exec(text);
    return match ? new Map(letters.map((letter, i) => [letter, match[i + 1]!])) : undefined;
  };
  const days = (found: Map<string, string>) =>
    daysFromCivil(year(found.get("y")), Number(found.get("M") ?? 1), Number(found.get("d") ?? 1));

  return {
    parseDate(text) {
      const found = fields(text);
      return found ? days(found) : undefined;
    },
    parseTimestamp(text) {
      const found = fields(text);
      const day = found && days(found);
      if (!found || day === undefined) return undefined;
      const [hour, minute, second] = ["H", "m", "s"].map((letter) => Number(found.get(letter) ?? 0)) as [
        number,
        number,
        number,
      ];
      if (hour > 23 || minute > 59 || second > 59) return undefined;
      return timestampOf(
        day,
        (hour * 60 + minute) * 60 + second,
        Number((found.get("S") ?? "").padEnd(6, "0").slice(0, 6)),
      );
    },
    format(micros) {
      const iso = new Date(Math.floor(Number(micros) / 1000)).toISOString();
      const fraction = String(Number(((BigInt(micros) % 1_000_000n) + 1_000_000n) % 1_000_000n)).padStart(6, "0");
      const values: Readonly<Record<string, string>> = {
        y: iso.slice(0, 4),
        M: iso.slice(5, 7),
        d: iso.slice(8, 10),
        H: iso.slice(11, 13),
        m: iso.slice(14, 16),
        s: iso.slice(17, 19),
      };
      return tokens
        .map(({ token, quoted }) => {
          if (quoted !== undefined) return quoted === "" ? "'" : quoted.replaceAll("''", "'");
          if (token[0] === "S") return fraction.padEnd(9, "0").slice(0, token.length);
          const value = values[token[0]!];
          if (value === undefined) return token;
          return token.length === 1 ? String(Number(value)) : value.slice(-Math.max(token.length, 2));
        })
        .join("");
    },
  };
}

function year(text: string | undefined): number {
  if (text === undefined) return 1970;
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function checkedLiteral(token: string, pattern: string): string {
  if (!/[A-Za-z]/.test(token)) return escapeRegExp(token);
  throw new AnalysisException({
    condition: "INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER",
    message: `Unrecognized datetime pattern: ${pattern}. Illegal pattern character found in datetime pattern: ${token[0]}.`,
    nextStep: "Use y, M, d, H, m, s and S, and put other letters between single quotes: yyyy-MM-dd'T'HH:mm:ss.",
  });
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
