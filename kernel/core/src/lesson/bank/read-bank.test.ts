import { describe, expect, it } from "vitest";
import { readBank } from "./read-bank.js";

const hints = { nudge: "n", concept: "c", place: "p", twin: "t", answer: "a" };
const exercise = { id: "L02.1", title: "one", section: "1", hints };
const question = {
  id: "L02.q1",
  kind: "single",
  section: "1",
  ask: "?",
  because: "so",
  choices: { a: { text: "x", right: true }, b: { text: "y", says: "no" } },
};
const bank = {
  lesson: "L02",
  version: 1,
  title: "T",
  difficulty: "easy",
  minutes: 5,
  goals: ["g"],
  exercises: [exercise],
  questions: [question],
};
const problems = (part: object) => {
  try {
    readBank({ ...bank, ...part }, "L02.bank.yaml");
  } catch (error) {
    return String(error);
  }
  return "";
};

describe("a bank", () => {
  it("is read as it is", () => {
    expect(readBank(bank, "L02.bank.yaml")).toEqual(bank);
  });

  it("needs all five hints, and says where one is missing", () => {
    const { twin, ...four } = hints;
    expect(problems({ exercises: [{ ...exercise, hints: four }] })).toContain(
      "L02.bank.yaml is not as a bank has to be:\n  exercises[0].hints.twin is missing",
    );
  });

  it.each([
    [{ titel: "T" }, "titel is not known here; did you mean title?"],
    [{ minutes: "long" }, 'minutes should be a number, and is "long"'],
    [{ difficulty: "tough" }, "difficulty should be one of easy, medium, hard"],
    [{ goals: "g" }, "goals should be a list"],
    [{ exercises: [{ ...exercise, id: "1" }] }, 'exercises[0].id should look like L02.3, and is "1"'],
    [{ exercises: [{ ...exercise, id: "L03.1" }] }, "exercises[0].id L03.1 does not belong to L02"],
    [{ exercises: [exercise, exercise] }, "exercises[1].id L02.1 is there twice"],
    [{ questions: [{ ...question, kind: "riddle" }] }, "questions[0].kind should be one of single, multiple"],
    [{ questions: [{ ...question, choices: { a: { text: "x" } } }] }, "needs one right choice and has 0"],
    [
      { questions: [{ ...question, choices: { a: { text: "x", right: true }, b: { text: "y" } } }] },
      "says nothing to those who choose b",
    ],
    [
      { questions: [{ ...question, kind: "order", choices: { a: "1" }, answer: ["b"], says: "s" }] },
      "no order of its choices",
    ],
  ])("says what is wrong: %o", (part, words) => {
    expect(problems(part)).toContain(words);
  });

  it("may be nothing at all, which is said", () => {
    expect(() => readBank(null, "L02.bank.yaml")).toThrow(/it should have named entries, and is empty/);
  });
});
