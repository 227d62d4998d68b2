/** Advance widths of the printable ASCII characters (32 … 126) in hundredths of the font size: DejaVu Sans, Book and Bold. */
const BOOK = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
  84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
  69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
  82, 59, 59, 52, 64, 34, 64, 84,
];
const BOLD = [
  35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84,
  84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77, 72,
  73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71, 65,
  92, 65, 65, 58, 71, 37, 71, 84,
];
const OTHERS: Readonly<Record<string, number>> = { "·": 35, "…": 100, "–": 50 };
/** Wide enough for symbols and for scripts that the font draws at full width. */
const OTHER_WIDTH = 100;

/**
 * Width of a text in pixels, as DejaVu Sans draws it; a browser's own font is seldom wider.
 *
 * @param size font size in pixels.
 */
export function textWidth(text: string, size: number, bold = false): number {
  const table = bold ? BOLD : BOOK;
  let sum = 0;
  for (const character of text) {
    sum += table[character.charCodeAt(0) - 32] ?? OTHERS[character] ?? OTHER_WIDTH;
  }
  return (sum * size) / 100;
}

/**
 * The text when it fits, else its beginning and `…`; empty when not even that fits.
 *
 * @example
 * ellipsize("HashAggregate (partial)", 80, 11); // "HashAggre…"
 */
export function ellipsize(text: string, maxWidth: number, size: number, bold = false): string {
  if (textWidth(text, size, bold) <= maxWidth) return text;
  const room = maxWidth - textWidth("…", size, bold);
  let kept = "";
  let width = 0;
  for (const character of text) {
    width += textWidth(character, size, bold);
    if (width > room) break;
    kept += character;
  }
  return kept === "" ? "" : `${kept.trimEnd()}…`;
}

/** The text broken at spaces into lines that fit; at most `maxLines`, the last one cut when there is more. */
export function wrapText(text: string, maxWidth: number, size: number, maxLines = 4): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(/\s+/).filter((word) => word !== "");
  for (const [i, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer, size) <= maxWidth || line === "") {
      line = longer;
      continue;
    }
    if (lines.length === maxLines - 1) {
      line = [line, ...words.slice(i)].join(" ");
      break;
    }
    lines.push(line);
    line = word;
  }
  if (line !== "") lines.push(line);
  return lines.map((each) => ellipsize(each, maxWidth, size));
}
