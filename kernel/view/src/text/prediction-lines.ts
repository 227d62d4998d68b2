import type { AnswerState, PredictionField, PredictionPart, PredictionVerdict } from "@stageplay/core";

/** A prediction held against the run, as lines: one a field, then what to look at. */
export interface PredictionLine {
  readonly text: string;
  readonly kind: AnswerState | "misconception" | "explanation";
  /** Belongs to the line above. */
  readonly isDetail?: boolean;
}

/** Shapes, so that nobody needs the colours. */
export const ANSWER_MARKS: Readonly<Record<AnswerState, string>> = { right: "✓", partly: "~", wrong: "✗", open: "?" };

/** Parts that are spelled out; more only repeat the lists above. */
const MOST_PARTS = 6;

export function predictionLines(prediction: PredictionVerdict): readonly PredictionLine[] {
  const { misconceptions, explanation, extraJobs } = prediction;
  return [
    ...prediction.fields.flatMap(fieldLines),
    ...misconceptions.flatMap(({ id, name, wrong, tryThis }) => [
      told(`Misconception ${id}, ${name}: ${wrong}`),
      told(`Try: ${tryThis}`),
    ]),
    ...(explanation === undefined ? [] : [said(explanation)]),
    ...extraJobs.map((job) => said(`Also ran: job ${job.jobId}, ${job.cause}: ${job.stages}. Why: ${job.text}.`)),
  ];
}

/** `Prediction L02.3 for job 1: 2 of 3 right`. */
export function predictionTitle(prediction: PredictionVerdict): string {
  const { id, jobId } = prediction;
  const name = id === undefined ? "Prediction" : `Prediction ${id}`;
  return `${jobId < 0 ? name : `${name} for job ${jobId}`}: ${predictionResult(prediction)}`;
}

/** `right`, `2 of 3 right`, `still to fill in: stages, tasks`. */
export function predictionResult({ fields, correct, score }: PredictionVerdict): string {
  if (correct) return "right";
  const open = fields.filter(({ state }) => state === "open").map(({ name }) => name);
  if (open.length > 0) return `still to fill in: ${open.join(", ")}`;
  const right = fields.filter((field) => field.correct).length;
  const points = Math.round(score * 100);
  return `${right} of ${fields.length} right${points > 0 ? `, ${points} of 100 points` : ""}`;
}

/** How the verdict as a whole looks: wrong answers outweigh open ones. */
export function predictionState({ fields, correct }: PredictionVerdict): AnswerState {
  if (correct) return "right";
  const states = fields.map(({ state }) => state);
  if (states.includes("wrong")) return states.includes("right") || states.includes("partly") ? "partly" : "wrong";
  return states.includes("partly") ? "partly" : "open";
}

function fieldLines(field: PredictionField): readonly PredictionLine[] {
  const { name, state, expected, actual, note, rule, places = [], parts = [] } = field;
  const mark = ANSWER_MARKS[state];
  if (state === "open") return [{ kind: state, text: `${mark} ${name}: ${note}` }];
  if (state === "right") {
    const said = expected === actual ? actual : `${actual} (you said ${expected})`;
    return [{ kind: state, text: `${mark} ${name}: ${said}${note === undefined ? "" : `, ${note}`}` }];
  }
  const missed = parts.filter((part) => !part.correct).slice(0, MOST_PARTS);
  const detail = (text: string): PredictionLine => ({ kind: "explanation", text, isDetail: true });
  return [
    {
      kind: state,
      text: `${mark} ${name}: you said ${expected}, Spark did ${actual}${note === undefined ? "" : ` (${note})`}`,
    },
    ...missed.map((part) => detail(missedPartText(part))),
    ...(rule === undefined ? [] : [detail(`Rule ${rule.items.join(", ")}: ${rule.text}`)]),
    ...(places.length === 0 ? [] : [detail(`Look at ${places.map(({ text }) => text).join("; ")}.`)]),
  ];
}

/** `stage 3: you said 8, it had 5`. */
export function missedPartText({ label, expected, actual }: PredictionPart): string {
  return `${label}: you said ${expected || "nothing"}, it had ${actual || "nothing"}`;
}

function said(text: string): PredictionLine {
  return { kind: "explanation", text };
}

function told(text: string): PredictionLine {
  return { kind: "misconception", text };
}
