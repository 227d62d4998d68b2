import type {
  Bank,
  Choice,
  ChoiceQuestion,
  Exercise,
  NumberQuestion,
  OpenQuestion,
  OrderQuestion,
  Question,
} from "./bank.js";
import { LESSON_ID } from "./bank-source.js";
import { amount, anyOf, listOf, mapOf, pattern, record, type Shape, truth, words } from "./shape.js";

const ID = LESSON_ID.source.slice(1, -1);

/** Of an exercise or a question. */
const itemId = pattern(new RegExp(`^${ID}\\.q?\\d+$`), "L02.3 or L02.q3");

const exercise: Shape<Exercise> = record(
  {
    id: pattern(new RegExp(`^${ID}\\.\\d+$`), "L02.3"),
    title: words,
    section: words,
    hints: record({ nudge: words, concept: words, place: words, twin: words, answer: words }, {}),
  },
  { solution: words, repeat: itemId },
);

const common = { id: pattern(new RegExp(`^${ID}\\.q\\d+$`), "L02.q3"), section: words, ask: words, because: words };
const more = { track: anyOf("learn", "interview"), answers: listOf(amount), repeat: itemId };

const choice: Shape<Choice> = record({ text: words }, { right: truth, says: words });
const choiceQuestion: Shape<ChoiceQuestion> = record(
  { ...common, kind: anyOf("single", "multiple"), choices: mapOf(choice) },
  more,
);
const wrongNumber = record({ value: amount, says: words }, {});
const numberQuestion: Shape<NumberQuestion> = record(
  { ...common, kind: anyOf("number"), answer: amount, otherwise: words },
  { ...more, tolerance: amount, unit: words, wrong: listOf(wrongNumber) },
);
const orderQuestion: Shape<OrderQuestion> = record(
  { ...common, kind: anyOf("order"), choices: mapOf(words), answer: listOf(words), says: words },
  more,
);
const openQuestion: Shape<OpenQuestion> = record(
  { ...common, kind: anyOf("open"), rubric: listOf(words) },
  { ...more, evidence: words },
);

const QUESTIONS: ReadonlyMap<unknown, Shape<Question>> = new Map<unknown, Shape<Question>>([
  ["single", choiceQuestion],
  ["multiple", choiceQuestion],
  ["number", numberQuestion],
  ["order", orderQuestion],
  ["open", openQuestion],
]);

/** A question: its `kind` says which entries it has. */
export const questionShape: Shape<Question> = (value, path, problem) => {
  const { kind } = (value ?? {}) as { readonly kind?: unknown };
  const shape = QUESTIONS.get(kind);
  if (shape === undefined) {
    problem({ path: `${path}.kind`, message: `should be one of ${[...QUESTIONS.keys()].join(", ")}` });
    return { id: "", kind: "open", section: "", ask: "", because: "", rubric: [] };
  }
  return shape(value, path, problem);
};

export const bankShape: Shape<Bank> = record(
  {
    lesson: pattern(LESSON_ID, "L02, or joins-1"),
    version: amount,
    title: words,
    difficulty: anyOf("easy", "medium", "hard"),
    minutes: amount,
    goals: listOf(words),
    exercises: listOf(exercise),
    questions: listOf(questionShape),
  },
  {},
);
