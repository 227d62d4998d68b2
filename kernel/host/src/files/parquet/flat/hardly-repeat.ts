/** Texts that are looked at; fewer are never worth the question. */
const SAMPLE = 1000;

/** Whether so many of the first texts differ that a dictionary would be as long as the column: more than half. */
export function hardlyRepeat(texts: ArrayLike<unknown>): boolean {
  if (texts.length < SAMPLE) return false;
  const seen = new Set<unknown>();
  for (let i = 0; i < SAMPLE; i++) seen.add(texts[i]);
  return seen.size > SAMPLE / 2;
}
