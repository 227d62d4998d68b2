/** The sound of each letter from A; 0 for vowels, 7 for H and W, which do not part equal sounds. */
const CODES = "01230127022455012623017202";

/** The Soundex code of a word; a text that does not start with a letter stays as it is. */
export function soundex(text: string): string {
  if (!/^[A-Za-z]/.test(text)) return text;
  const codeOf = (letter: string): string =>
    /[A-Za-z]/.test(letter) ? CODES[letter.toUpperCase().charCodeAt(0) - 65]! : "0";
  let code = text[0]!.toUpperCase();
  let last = codeOf(code);
  for (const letter of text.slice(1)) {
    if (code.length === 4) break;
    const next = codeOf(letter);
    if (next === "7") continue;
    if (next !== "0" && next !== last) code += next;
    last = next;
  }
  return code.padEnd(4, "0");
}
