import type { SparkError } from "../../errors/spark-error.js";
import type { Bank } from "../bank/bank.js";
import { type CardBlock, type LessonCard, note, text } from "../card/card.js";
import { CLAIMS } from "../claims/claim-list.js";
import type { LessonRequest } from "./lesson-request.js";

/** How the lesson's application is set. */
export interface LessonSettings {
  readonly sparkVersion: string;
  readonly aqe: boolean;
  readonly shufflePartitions: string;
  readonly seed: string;
}

/** The header of a lesson. */
export function lessonCard(
  request: LessonRequest,
  bank: Bank | undefined,
  settings: LessonSettings,
  remarks: readonly CardBlock[],
): LessonCard {
  const { title = bank?.title ?? "", difficulty = bank?.difficulty, minutes = bank?.minutes } = request;
  const goals = request.goals ?? bank?.goals ?? [];
  const claims = CLAIMS.filter((claim) => claim.lesson === request.id).length;
  const row = (name: string, value: string | undefined): readonly (readonly string[])[] =>
    value === undefined ? [] : [[name, value]];
  const rows = [
    ...row("Difficulty", difficulty),
    ...row("Duration", minutes === undefined ? undefined : `about ${minutes} minutes`),
    ...row("Challenges", bank === undefined ? undefined : challenges(bank)),
    ...row("Shown by running", claims === 0 ? undefined : `${claims} claims about Spark`),
    ...row("Simulated", simulated(settings)),
    ...row("Numbers", "rows are computed; times and bytes are modelled"),
  ];
  const able: CardBlock[] =
    goals.length === 0 ? [] : [text("Afterwards you will be able to:"), { kind: "list", items: goals }];
  return {
    title: title === "" ? request.id : `${request.id} · ${title}`,
    blocks: [...able, { kind: "table", rows }, ...remarks],
  };
}

/** What to say where the lesson's bank cannot be read; the lesson goes on without it. */
export function bankRemarks(problem: SparkError | undefined): readonly CardBlock[] {
  if (problem === undefined) return [];
  return [
    note("Its hints, questions and exercises cannot be read, so they are missing; all else works."),
    { kind: "code", text: problem.summary },
    text(`Next step: ${problem.nextStep} Then run this cell again.`),
  ];
}

function challenges({ exercises, questions }: Bank): string {
  return `${exercises.length} exercises, ${questions.length} questions`;
}

function simulated({ sparkVersion, aqe, shufflePartitions, seed }: LessonSettings): string {
  return `Spark ${sparkVersion}, adaptive execution (AQE) ${aqe ? "on" : "off"}, ${shufflePartitions} shuffle partitions, seed ${seed}`;
}
