const REPLACEMENT = "\ufffd";

/**
 * A text without the characters that XML forbids or a terminal obeys (control characters, half surrogates, U+FFFE, U+FFFF),
 * and without those that turn the direction of the text around them. Users' names and messages go through this.
 */
export function printable(text: string): string {
  let out = "";
  for (const character of text) out += replacement(character.codePointAt(0)!) ?? character;
  return out;
}

function replacement(code: number): string | undefined {
  if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return REPLACEMENT;
  if (code >= 0x7f && code <= 0x9f) return REPLACEMENT;
  if ((code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff) return REPLACEMENT;
  return turnsDirection(code) ? "" : undefined;
}

/** Marks, embeddings, overrides and isolates of the bidirectional algorithm, and the deprecated controls after them. */
function turnsDirection(code: number): boolean {
  if (code === 0x061c || code === 0x200e || code === 0x200f) return true;
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x206f);
}
