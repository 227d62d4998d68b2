import type { Bank } from "../bank/bank.js";
import { type LessonCard, text } from "../card/card.js";
import { confidenceText, type Progress } from "./progress.js";

/** What was answered of a lesson. */
export function progressCard(lesson: string, bank: Bank | undefined, progress: Progress, claims: number): LessonCard {
  const items = [...(bank?.exercises ?? []), ...(bank?.questions ?? [])];
  const rows = items.map(({ id, section }) => {
    const item = progress.of(id);
    const hints = item === undefined || item.hints === 0 ? "none" : `${item.hints} of 5`;
    return [id, section, item === undefined ? "not tried" : confidenceText(progress.confidence(id)), hints];
  });
  if (items.length === 0)
    return { title: `${lesson}: ${claims} claims shown`, blocks: [text("It has no exercises or questions at hand.")] };
  const right = items.filter(({ id }) => progress.confidence(id) > 0).length;
  return {
    title: `${lesson}: ${right} of ${items.length} answered, ${claims} claims shown`,
    blocks: [
      { kind: "table", heads: ["Exercise or question", "Section", "Confidence", "Hints"], rows },
      text(
        "Hints and wrong answers lower the confidence that is shown, and nothing else. Every hint stays open to you.",
      ),
    ],
  };
}
