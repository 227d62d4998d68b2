/** The least number of inserted, dropped or changed characters from one text to the other; −1 when above `most`. */
export function levenshtein(a: string, b: string, most?: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  const distance = row[b.length]!;
  return most !== undefined && distance > most ? -1 : distance;
}

/** Each capital, small letter, digit and other character replaced by its mask; null keeps the character. */
export function mask(text: string, [upper, lower, digit, other]: readonly (string | null)[]): string {
  const masked = (c: string): string | null | undefined => {
    if (/\p{Lu}/u.test(c)) return upper;
    if (/\p{Ll}/u.test(c)) return lower;
    return /\p{Nd}/u.test(c) ? digit : other;
  };
  return [...text].map((c) => masked(c) ?? c).join("");
}
