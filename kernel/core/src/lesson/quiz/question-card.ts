import type { OpenQuestion, Question } from "../bank/bank.js";
import { type CardBlock, type LessonCard, note, proseBlocks, text } from "../card/card.js";
import { type AnswerVerdict, answerForm } from "./judge-answer.js";

const ASKS: Readonly<Record<Question["kind"], string>> = {
  single: "one is right",
  multiple: "one or more are right",
  number: "a number",
  order: "put them in order",
  open: "in your own words",
};

/** The question as it is asked. */
export function questionCard(question: Question): LessonCard {
  return {
    title: `Question ${question.id} (${ASKS[question.kind]})`,
    blocks: [...proseBlocks(question.ask), ...choiceBlocks(question), text(`Answer with \`${callOf(question)}\`.`)],
  };
}

/** What is said to an answer. */
export function verdictCard(question: Question, verdict: AnswerVerdict, confidence: string): LessonCard {
  const said = verdict.messages.flatMap(proseBlocks);
  const blocks: CardBlock[] = verdict.right
    ? [...proseBlocks(question.because), text(`Confidence: ${confidence}.`)]
    : [...said, text("Try again; nothing is lost.")];
  return { title: `${question.id}: ${verdict.right ? "✓ right" : "✗ not yet"}`, blocks };
}

/** The rubric of an open question, beside the learner's own words. */
export function rubricCard(question: OpenQuestion, answer: string, evidence: string | undefined): LessonCard {
  const wants = question.evidence;
  const missing = wants !== undefined && evidence === undefined;
  return {
    title: `${question.id}: your answer, for you to mark`,
    blocks: [
      { kind: "folded", title: "What you wrote", open: true, blocks: [text(answer)] },
      ...(evidence === undefined ? [] : [text(`Your evidence: ${evidence}.`)]),
      ...(missing ? [note(`A run should stand behind it: ${wants}. Add \`{ evidence: spark.lastRun }\`.`)] : []),
      text("A good answer says:"),
      { kind: "list", items: question.rubric },
      ...proseBlocks(question.because),
      text(`Mark yourself: \`quiz("${question.id}").mark([${question.rubric.map(() => "true").join(", ")}])\`.`),
    ],
  };
}

/** What marking oneself came to. */
export function markedCard(question: OpenQuestion, marks: readonly boolean[], confidence: string): LessonCard {
  const met = marks.filter(Boolean).length;
  const open = question.rubric.filter((_, i) => marks[i] !== true);
  return {
    title: `${question.id}: ${met} of ${question.rubric.length} points`,
    blocks: [
      ...(open.length === 0 ? [] : [text("To look at again:"), { kind: "list", items: open } as const]),
      text(`Confidence: ${confidence}.`),
    ],
  };
}

function choiceBlocks(question: Question): readonly CardBlock[] {
  if (question.kind === "number" || question.kind === "open") return [];
  const items = Object.entries(question.choices as Readonly<Record<string, string | { readonly text: string }>>);
  return [{ kind: "list", items: items.map(([key, one]) => `**${key}** ${typeof one === "string" ? one : one.text}`) }];
}

function callOf(question: Question): string {
  return `quiz("${question.id}", ${answerForm(question)})`;
}
