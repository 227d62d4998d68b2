import { formatCount } from "@stageplay/core";
import { printable } from "@stageplay/view";

/** More than a reader reads in one piece, and little enough to keep the page quick. */
const MOST_CHARACTERS = 4_000;

/**
 * A text of a run as it is put into the page: without control characters and without those that turn the direction of the text around them,
 * and cut where it is endless. The run itself, and files made of it, keep it whole.
 *
 * @param most characters that are kept
 */
export function plainText(text: string, most: number = MOST_CHARACTERS): string {
  if (text.length <= most) return printable(text);
  return `${printable(text.slice(0, most))}… (${formatCount(text.length - most)} more characters)`;
}
