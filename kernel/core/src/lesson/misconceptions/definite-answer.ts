import { isMatcher, type Matcher } from "../matchers/index.js";

/** Width of a range over its middle: as wide as `about` makes it. A wider one fits too much to tell a mistake from a guess. */
const WIDEST = 0.2;

const ANYTHING: Matcher = {
  matcher: "range",
  measure: "count",
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  text: "anything",
};

/** The answer with all that is wide in it turned into what is never wrong: what is still wrong then was said, and not left open. */
export function definiteAnswer(answer: unknown): unknown {
  if (isMatcher(answer)) return isWide(answer) ? ANYTHING : answer;
  if (Array.isArray(answer)) return answer.map(definiteAnswer);
  if (typeof answer !== "object" || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, part]) => [name, definiteAnswer(part)]));
}

function isWide(matcher: Matcher): boolean {
  if (matcher.matcher === "oneOf") return matcher.values.length > 1;
  const { low, high } = matcher;
  const width = high - low;
  // Rounding must not make `about` itself wide.
  return !Number.isFinite(width) || width > WIDEST * ((high + low) / 2) * (1 + 1e-9);
}
