import { formatCount } from "@stageplay/core";
import { printable } from "@stageplay/view";

/** More than a reader reads in one piece, and little enough to keep the page quick. */
const MOST_CHARACTERS = 4_000;

/**
 * A text of a run as it is put into the page: without control characters and without those that turn the direction of the text around them,
 * and cut where it is endless. The run itself, and files made of it, keep it whole.
 */
export function plainText(text: string): string {
  if (text.length <= MOST_CHARACTERS) return printable(text);
  const left = formatCount(text.length - MOST_CHARACTERS);
  return `${printable(text.slice(0, MOST_CHARACTERS))}… (${left} more characters)`;
}
