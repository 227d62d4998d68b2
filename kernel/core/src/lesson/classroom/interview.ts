import type { Bank } from "../bank/bank.js";
import { type LessonCard, note, text } from "../card/card.js";
import { confidenceText, type Progress } from "./progress.js";

/** An interview to practise: items in a row, in a given time of the learner's own clock. */
export interface InterviewRequest {
  readonly minutes: number;
  /** Ids of exercises and questions, in order. */
  readonly items: readonly string[];
}

const KNOWN = 0.6;
const MS_PER_MINUTE = 60_000;

/** One walk through the items of an interview. Time is wall time: the simulation's clock has nothing to do with it. */
export class Interview {
  /** Starts from nothing: what was answered before does not count. */
  readonly progress: Progress;
  private readonly request: InterviewRequest;
  private readonly startMs: number;

  constructor(request: InterviewRequest, progress: Progress, startMs: number) {
    this.request = request;
    this.progress = progress;
    this.startMs = startMs;
  }

  startCard(): LessonCard {
    const { items, minutes } = this.request;
    return {
      title: `Interview: ${items.length} items in ${minutes} minutes`,
      blocks: [
        text(
          "The time is that of your own clock, from now on. `interview()` at the end sums up, and names what to repeat.",
        ),
        { kind: "list", items },
      ],
    };
  }

  /** What went well, the time, and what to repeat: by lesson and section. */
  summaryCard(nowMs: number, banks: readonly Bank[]): LessonCard {
    const { items, minutes } = this.request;
    const used = (nowMs - this.startMs) / MS_PER_MINUTE;
    const shaky = items.filter((id) => this.progress.confidence(id) < KNOWN);
    const rows = items.map((id) => {
      const place = placeOf(id, banks);
      return [id, confidenceText(this.progress.confidence(id)), shaky.includes(id) ? place : ""];
    });
    return {
      title: `Interview: ${items.length - shaky.length} of ${items.length} known`,
      blocks: [
        { kind: "table", heads: ["Item", "Confidence", "Repeat"], rows },
        text(`Time used: ${Math.max(1, Math.round(used))} of ${minutes} minutes.`),
        ...(used > minutes
          ? [note("It took longer than planned. That costs nothing here; try it again another day.")]
          : []),
        ...(shaky.length === 0 ? [text("Nothing to repeat.")] : []),
      ],
    };
  }
}

function placeOf(id: string, banks: readonly Bank[]): string {
  const bank = banks.find(({ lesson }) => id.startsWith(`${lesson}.`));
  const item = [...(bank?.exercises ?? []), ...(bank?.questions ?? [])].find((one) => one.id === id);
  return bank === undefined || item === undefined ? "" : `${bank.lesson} ${bank.title}, section "${item.section}"`;
}
