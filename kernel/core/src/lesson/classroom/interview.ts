import { SparkError } from "../../errors/spark-error.js";
import type { Bank, Exercise, Question } from "../bank/bank.js";
import { lessonOf } from "../bank/bank-source.js";
import { amount, listOf, record, type Shape, type ShapeProblem, words } from "../bank/shape.js";
import { type LessonCard, note, text } from "../card/card.js";
import { confidenceText, type Progress } from "./progress.js";

/** An interview to practise: items in a row, in a given time of the learner's own clock. */
export interface InterviewRequest {
  readonly minutes: number;
  /** Ids of exercises and questions, in order. */
  readonly items: readonly string[];
}

/** The bank of a lesson, if there is one. */
type BankOf = (lesson: string) => Bank | undefined;

const KNOWN = 0.6;
const MS_PER_MINUTE = 60_000;

const requestShape: Shape<InterviewRequest> = record({ minutes: amount, items: listOf(words) }, {});

/** @throws SparkError INVALID_INTERVIEW, which names what is wrong */
export function checkInterview(request: InterviewRequest): void {
  const problems: ShapeProblem[] = [];
  requestShape(request, "", (problem) => problems.push(problem));
  if (problems.length === 0) return;
  throw new SparkError({
    condition: "INVALID_INTERVIEW",
    message: `The interview cannot start: ${problems.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
    nextStep: 'Write `interview({ minutes: 45, items: ["L01.q1", "L01.2"] })`.',
  });
}

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

  startCard(bankOf: BankOf): LessonCard {
    const { minutes } = this.request;
    const items = this.request.items.map((id) => nameOf(id, bankOf));
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
  summaryCard(nowMs: number, bankOf: BankOf): LessonCard {
    const { items, minutes } = this.request;
    const used = (nowMs - this.startMs) / MS_PER_MINUTE;
    const shaky = items.filter((id) => this.progress.confidence(id) < KNOWN);
    const rows = items.map((id) => {
      const known = this.progress.of(id) === undefined ? "not tried" : confidenceText(this.progress.confidence(id));
      return [nameOf(id, bankOf), known, shaky.includes(id) ? placeOf(id, bankOf) : ""];
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

/** `L01.2, word count`, or `L01.q1, a question`. */
function nameOf(id: string, bankOf: BankOf): string {
  const exercise = bankOf(lessonOf(id))?.exercises.find((one) => one.id === id);
  return `${id}, ${exercise === undefined ? "a question" : exercise.title}`;
}

/** Where to read again: the section that teaches it, which may be of another lesson. */
function placeOf(id: string, bankOf: BankOf): string {
  const asked = itemOf(id, bankOf);
  const taught = asked?.repeat ?? id;
  const item = itemOf(taught, bankOf) ?? asked;
  const bank = bankOf(lessonOf(item?.id ?? id));
  return bank === undefined || item === undefined ? "" : `${bank.lesson} ${bank.title}, section "${item.section}"`;
}

function itemOf(id: string, bankOf: BankOf): Exercise | Question | undefined {
  const bank = bankOf(lessonOf(id));
  return [...(bank?.exercises ?? []), ...(bank?.questions ?? [])].find((one) => one.id === id);
}
