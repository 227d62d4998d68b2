import type { Exercise } from "../bank/bank.js";
import { type LessonCard, text } from "../card/card.js";

/** What is said while the learner's cell is blank. */
export function blankCard({ id, title }: Exercise): LessonCard {
  return {
    title: `${id}, ${title}`,
    blocks: [text(`Write your answer in the cell above and run it, then run this one. \`hint("${id}")\` helps.`)],
  };
}

/** What is said to an answer. @param misses what is missing, a line each */
export function exerciseCard({ id, title }: Exercise, misses: readonly string[], confidence: string): LessonCard {
  if (misses.length === 0) {
    return { title: `✓ ${id}, ${title}: right`, blocks: [text(`Confidence: ${confidence}.`)] };
  }
  return {
    title: `✗ ${id}, ${title}: not yet`,
    blocks: [{ kind: "list", items: misses }, text(`\`hint("${id}")\` helps.`)],
  };
}
