import { TextHash } from "../../base/text-hash.js";
import type { Bank, Question } from "../bank/bank.js";
import type { Progress } from "./progress.js";

/** Lessons after which a question comes again when it was known: each pause is twice the last one. */
const PAUSES = [1, 2, 4, 8];

/**
 * Questions of earlier lessons to repeat: first those that were missed or needed help, then those whose turn it is (one, two, four, eight lessons later),
 * at random by the seed where nothing else decides.
 *
 * @param lesson `L05`
 * @param banks of {@link earlierLessons}
 */
export function recapQuestions(
  lesson: string,
  banks: readonly Bank[],
  progress: Progress,
  { seed, count }: { readonly seed: number; readonly count: number },
): readonly Question[] {
  const { number } = placeOf(lesson);
  const ranked = banks.flatMap((bank) =>
    bank.questions.map((question) => ({
      question,
      doubt: doubtOf(question.id, progress),
      due: PAUSES.includes(number - placeOf(bank.lesson).number) ? 1 : 0,
      draw: drawOf(`${seed} ${lesson} ${question.id}`),
    })),
  );
  ranked.sort((a, b) => b.doubt - a.doubt || b.due - a.due || (a.draw < b.draw ? -1 : 1));
  return ranked.slice(0, count).map(({ question }) => question);
}

/** Lessons of the same series that come before: L00 to L04 for L05. */
export function earlierLessons(lesson: string, all: readonly string[]): readonly string[] {
  const { series, number } = placeOf(lesson);
  return all.filter((other) => placeOf(other).series === series && placeOf(other).number < number);
}

/** 0 for what was known, and for what was not asked yet. */
function doubtOf(id: string, progress: Progress): number {
  return progress.of(id) === undefined ? 0 : 1 - progress.confidence(id);
}

/** Where a lesson stands in its series: L05 of L00 to L11, joins-2 after joins-1. A lesson without a number stands alone. */
function placeOf(lesson: string): { readonly series: string; readonly number: number } {
  const [, series = lesson, number = "0"] = /^(.*?)(\d+)$/.exec(lesson) ?? [];
  return { series, number: Number(number) };
}

function drawOf(text: string): string {
  const hash = new TextHash();
  hash.addText(text);
  return hash.digest();
}
