import { beforeEach, describe, expect, it } from "vitest";
import { SparkError } from "../../errors/spark-error.js";
import type { RunDocument } from "../../events/run.js";
import type { Bank, Question } from "../bank/bank.js";
import type { LessonCard } from "../card/card.js";
import { Classroom } from "./classroom.js";
import type { ClassroomEvent } from "./classroom-event.js";
import type { ProgressData } from "./progress.js";

const hints = { nudge: "n", concept: "c", place: "p", twin: "t", answer: "a" };
const base = { section: "1. Start", because: "so it is" };
const questions: readonly Question[] = [
  {
    ...base,
    id: "L01.q1",
    kind: "single",
    ask: "?",
    choices: { a: { text: "x", says: "no x" }, b: { text: "y", right: true } },
  },
  {
    ...base,
    id: "L01.q2",
    kind: "multiple",
    ask: "?",
    choices: { a: { text: "x", right: true }, b: { text: "y", says: "no y" }, c: { text: "z", right: true } },
  },
  {
    ...base,
    id: "L01.q3",
    kind: "number",
    ask: "?",
    answer: 60,
    tolerance: 1,
    wrong: [{ value: 15, says: "one wave" }],
    otherwise: "waves",
  },
  {
    ...base,
    id: "L01.q4",
    kind: "order",
    ask: "?",
    choices: { a: "1", b: "2", c: "3" },
    answer: ["c", "a", "b"],
    says: "think",
  },
  { ...base, id: "L01.q5", kind: "open", ask: "?", rubric: ["one", "two"], evidence: "a run with two jobs" },
];
const bank = (lesson: string, asked = questions): Bank => ({
  lesson,
  version: 1,
  title: `Title of ${lesson}`,
  difficulty: "easy",
  minutes: 20,
  goals: ["read a plan"],
  exercises: [1, 2, 3].map((n) => ({ id: `${lesson}.${n}`, title: `exercise ${n}`, section: "1. Start", hints })),
  questions: asked.map((question) => ({ ...question, id: question.id.replace("L01", lesson) })),
});

let cards: LessonCard[];
let printed: string[];
let events: ClassroomEvent[];
let started: Readonly<Record<string, string>>[];
let kept: ProgressData;
let nowMs: number;
let banks: readonly Bank[];
let brokenBanks: readonly string[];
let readings: string[];

function classroom(): Classroom {
  return new Classroom({
    startLesson: (settings) => void started.push(settings),
    setting: (key) => started.at(-1)?.[key] ?? "true",
    sparkVersion: () => "4.3.0",
    lessonHash: () => "ab",
    show: (card) => {
      const at = cards.push(card) - 1;
      return (next) => {
        cards[at] = next;
      };
    },
    print: (text) => void printed.push(text),
    banks: () =>
      banks.map((one) => ({
        lesson: one.lesson,
        read: () => {
          readings.push(one.lesson);
          if (brokenBanks.includes(one.lesson)) throw brokenBank(one.lesson);
          return one;
        },
      })),
    now: () => nowMs,
    loadProgress: () => kept,
    saveProgress: (data) => {
      kept = data;
    },
    record: (event) => void events.push(event),
    mutate: false,
  });
}

const brokenBank = (lesson: string) =>
  new SparkError({
    condition: "INVALID_BANK",
    message: `${lesson}.bank.yaml, line 3 is no YAML.`,
    nextStep: "Mend it.",
  });

/** What was said without a title. */
const notes = () =>
  cards
    .filter(({ title }) => title === undefined)
    .flatMap(({ blocks }) => blocks.map((block) => (block.kind === "note" ? block.text : "")));
const lastTitle = () => cards.at(-1)?.title;
const lastText = () => JSON.stringify(cards.at(-1));
const run = (jobIds: readonly number[], predictions: object[] = []) =>
  ({ jobs: jobIds.map((jobId) => ({ jobId })), predictions }) as unknown as RunDocument;

beforeEach(() => {
  cards = [];
  printed = [];
  events = [];
  started = [];
  kept = {};
  nowMs = 0;
  banks = ["L00", "L01", "L02"].map((lesson) => bank(lesson));
  brokenBanks = [];
  readings = [];
});

describe("a lesson's first cell", () => {
  it("pins settings and shows the card", () => {
    classroom().lesson({
      id: "L01",
      version: 1,
      kernel: ">=0.1",
      profile: "spark-4.x",
      seed: 7,
      conf: { "spark.sql.adaptive.enabled": false },
    });
    expect(started).toEqual([
      {
        "spark.app.name": "Title of L01",
        "spark.stageplay.sparkVersion": "4.3",
        "spark.stageplay.seed": "7",
        "spark.sql.adaptive.enabled": "false",
      },
    ]);
    expect(lastTitle()).toBe("L01 · Title of L01");
    expect(lastText()).toContain("AQE) off");
    expect(lastText()).toContain("3 exercises, 5 questions");
    expect(lastText()).toContain("times and bytes are modelled");
    expect(lastText()).not.toContain('"note"');
    expect(events).toEqual([{ kind: "lesson", cell: 0, id: "L01" }]);
  });

  it.each([
    [{ kernel: ">=9.1" }, "written for kernel 9.1 or later, and this is 0.1.0"],
    [{ kernel: "new" }, 'write `\\">=0.1\\"`'],
    [{ profile: "spark-9.x" }, "it has spark-4.x and spark-3.x"],
    [{ version: 4 }, "notebook is version 4"],
  ])("says calmly what differs, and goes on: %o", (part, words) => {
    classroom().lesson({ id: "L01", ...part });
    expect(lastText()).toContain(words);
    expect(started).toHaveLength(1);
  });

  it("refuses what it does not know, by the nearest name", () => {
    expect(() => classroom().lesson({ id: "L01", sead: 4 } as never)).toThrow(
      /INVALID_LESSON.*sead is not known here; did you mean seed/,
    );
    expect(() => classroom().lesson({} as never)).toThrow(/id is missing/);
  });

  it("may have no bank", () => {
    classroom().lesson({ id: "mine", title: "My own" });
    expect(lastTitle()).toBe("mine · My own");
  });
});

describe("a broken bank", () => {
  it("is no matter to other lessons, whose banks alone are read", () => {
    brokenBanks = ["L00"];
    const room = classroom();
    room.lesson({ id: "L01" });
    room.hint("L01.1");
    room.quiz("L01.q1", "b");
    room.showProgress();
    expect(readings).toEqual(["L01"]);
    room.recap("L02");
    expect(cards.filter(({ title }) => title?.startsWith("Question L01")).length).toBe(3);
    expect(() => room.hint("L00.1")).toThrow(/INVALID_BANK.*line 3/);
  });

  it("of the lesson in use is said, and the lesson goes on", () => {
    brokenBanks = ["L01"];
    const room = classroom();
    room.lesson({ id: "L01" });
    expect(started).toHaveLength(1);
    expect(lastText()).toMatch(
      /cannot be read.*L01\.bank\.yaml, line 3.*Next step: Mend it\. Then run this cell again/,
    );
    room.cellBegan(1, "a");
    room.cellEnded(run([0], [{ id: "L01.1", correct: true, fields: [] }]));
    room.showProgress();
    expect(() => room.quiz("L01.q1")).toThrow(/INVALID_BANK/);
    expect(() => room.interview({ minutes: 5, items: ["L01.q1"] })).toThrow(/INVALID_BANK/);
  });

  it("that was mended counts from the lesson's first cell on", () => {
    brokenBanks = ["L01"];
    const room = classroom();
    room.lesson({ id: "L01" });
    brokenBanks = [];
    room.lesson({ id: "L01" });
    expect(lastText()).not.toContain("cannot be read");
    room.hint("L01.1");
    expect(lastTitle()).toMatch(/^Hint 1/);
  });
});

describe("a lesson of one's own", () => {
  it("has ids of its own, and repeats what came before it in its series", () => {
    banks = ["L00", "joins-1", "joins-2", "interview"].map((lesson) => bank(lesson));
    const room = classroom();
    room.lesson({ id: "joins-2" });
    room.hint("joins-2.3");
    room.quiz("joins-2.q1", "b");
    expect(kept["joins-2.q1"]?.right).toBe(true);
    cards = [];
    room.recap("joins-2");
    expect(cards.map(({ title }) => title?.slice(9, 16))).toEqual(["joins-1", "joins-1", "joins-1"]);
    room.recap("interview");
    expect(printed).toEqual(["Nothing to repeat before interview."]);
    expect(() => room.hint("joins-2.8")).toThrow(/Did you mean joins-2\.\d/);
  });
});

describe("the order of the cells", () => {
  const cell = (room: Classroom, key: string, jobs: readonly number[], predictions: object[] = []) => {
    room.cellBegan(1, key);
    if (key === "lesson") room.lesson({ id: "L01" });
    room.cellEnded(run(jobs, predictions));
  };

  it("is said once when a cell with jobs runs again", () => {
    const room = classroom();
    cell(room, "lesson", []);
    cell(room, "a", [0]);
    cell(room, "quiz", []);
    cell(room, "quiz", []);
    expect(notes()).toEqual([]);
    cell(room, "a", [1, 2]);
    cell(room, "a", [3]);
    expect(notes()).toEqual([
      expect.stringMatching(/^This cell ran before, so its jobs have new numbers: jobs 1 to 2\./),
    ]);
  });

  it("is said once when an exercise comes before an earlier one", () => {
    const room = classroom();
    const predicted = (id: string) => [{ id, correct: true, fields: [] }];
    cell(room, "lesson", []);
    cell(room, "a", [0], predicted("L01.1"));
    cell(room, "c", [1], predicted("L01.3"));
    expect(notes()).toEqual([expect.stringMatching(/^L01\.3 runs before L01\.2/)]);
  });

  it("counts an exercise that is not filled in yet", () => {
    const room = classroom();
    const predicted = (id: string, state: string) => [{ id, correct: state === "right", fields: [{ state }] }];
    cell(room, "lesson", []);
    cell(room, "a", [0], predicted("L01.1", "open"));
    cell(room, "b", [1], predicted("L01.2", "right"));
    expect(notes()).toEqual([]);
    expect(Object.keys(kept)).toEqual(["L01.2"]);
    expect(events.filter(({ kind }) => kind === "prediction")).toHaveLength(1);
  });

  it("begins anew with the lesson", () => {
    const room = classroom();
    cell(room, "lesson", []);
    cell(room, "a", [0]);
    cell(room, "lesson", []);
    cell(room, "a", [0]);
    expect(notes()).toEqual([]);
  });

  it("is asked for when the first cell did not run", () => {
    const room = classroom();
    for (const answer of [1, 2]) room.exercise("L01.1", { answer }, ({ answer }) => ({ answer }), { answer: 2 });
    expect(notes()).toEqual([expect.stringMatching(/first cell has not run yet/)]);
    cards = [];
    room.showProgress();
    expect(notes()).toEqual([expect.stringMatching(/No lesson has begun.*Next step: run the notebook/)]);
  });
});

describe("hints", () => {
  it("go forward, back, and stay open after success", () => {
    const room = classroom();
    room.hint("L01.1");
    room.hint("L01.1");
    expect(lastTitle()).toMatch(/^Hint 2 of 5 for L01\.1/);
    room.hint("L01.1", 1);
    expect(lastTitle()).toMatch(/^Hint 1/);
    room.hint("L01.1");
    expect(lastTitle()).toMatch(/^Hint 2/);
    for (let i = 0; i < 9; i++) room.hint("L01.1");
    expect(lastTitle()).toMatch(/^Hint 5/);
  });

  it("lower the confidence that is shown", () => {
    const room = classroom();
    room.hint("L01.1", 3);
    room.cellBegan(1, "a");
    room.cellEnded(run([0], [{ id: "L01.1", correct: true, fields: [] }]));
    expect(printed).toEqual(["L01.1: right. Confidence: fairly sure (70%)."]);
    room.hint("L01.1", 5);
    room.cellEnded(run([1], [{ id: "L01.1", correct: true, fields: [] }]));
    expect(printed[1]).toContain("70%");
    expect(kept["L01.1"]).toEqual({ right: true, misses: 0, hints: 3 });
  });

  it("are known by exercise and number", () => {
    expect(() => classroom().hint("L01.7")).toThrow(/UNKNOWN_EXERCISE.*Did you mean L01\.1/);
    expect(() => classroom().hint("L01.1", 6)).toThrow(/INVALID_HINT.*there are 5/);
  });
});

it("predictions of all applications of a cell count", () => {
  const room = classroom();
  room.lesson({ id: "L01" });
  room.cellBegan(1, "a");
  room.applicationEnded(run([0], [{ id: "L01.1", correct: true, fields: [] }]));
  room.cellEnded(run([0], [{ id: "L01.2", correct: false, fields: [] }]));
  expect([kept["L01.1"]?.right, kept["L01.2"]?.right]).toEqual([true, false]);
});

describe("questions", () => {
  const answered = (id: string, answer: string | number | readonly string[]) => {
    classroom().quiz(id, answer);
    return `${lastTitle()} ${lastText()}`;
  };

  it("are shown without their answers", () => {
    classroom().quiz("L01.q1");
    expect(lastText()).toContain("**b** y");
    expect(lastText()).not.toContain("no x");
    expect(lastText()).not.toContain("so it is");
  });

  it.each([
    ["L01.q1", "b"],
    ["L01.q1", " B "],
    ["L01.q2", ["c", "a"]],
    ["L01.q3", 59.5],
    ["L01.q4", ["c", "a", "b"]],
  ])("take a right answer: %s %o", (id, answer) => {
    expect(answered(id, answer)).toMatch(/✓ right.*so it is.*sure \(100%\)/);
  });

  it.each([
    ["L01.q1", "a", /not yet.*no x/],
    ["L01.q2", ["a", "b"], /\*\*b\*\*: no y.*One right choice is missing/],
    ["L01.q2", "a", /One right choice is missing/],
    ["L01.q3", 15, /one wave/],
    ["L01.q3", 7, /waves/],
    ["L01.q4", ["c", "b", "a"], /The first one is right.*think/],
  ])("say what is wrong with another: %s %o", (id, answer, words) => {
    expect(answered(id, answer)).toMatch(words);
  });

  it.each([
    ["L01.q1", "d", /has no choice "d", only a, b/],
    ["L01.q1", 1, /one right choice.*Write `quiz\("L01.q1", "a"\)`/s],
    ["L01.q3", "many", /has a number/],
    ["L01.q4", ["a"], /has 3 letters/],
  ])("refuse calmly what does not fit: %s %o", (id, answer, words) => {
    expect(() => classroom().quiz(id, answer)).toThrow(words);
    expect(kept).toEqual({});
  });

  it("that are open are marked by the learner", () => {
    const room = classroom();
    room.quiz("L01.q5", "<my words>");
    expect(lastText()).toContain("A run should stand behind it: a run with two jobs");
    room.quiz("L01.q5", "my words", { evidence: { toString: () => "Run of cell [2] - 2 jobs" } });
    expect(lastText()).toContain("Your evidence: Run of cell [2] - 2 jobs.");
    room.quiz("L01.q5").mark([true, false]);
    expect(cards).toHaveLength(3);
    expect(lastText()).toMatch(/1 of 2 points.*two.*with help \(50%\)/);
    expect(() => room.quiz("L01.q5").mark([true])).toThrow(/has 2 points, and 1 were marked/);
    expect(() => room.quiz("L01.q1").mark([true])).toThrow(/needs no marks/);
  });

  it("may stand in the notebook", () => {
    const room = classroom();
    room.quiz({ ...questions[0], id: "L09.q9" });
    room.quiz("L09.q9", "b");
    expect(lastTitle()).toBe("L09.q9: ✓ right");
    expect(() => room.quiz({ id: "L09.q8", kind: "single" })).toThrow(/INVALID_BANK.*question\.section is missing/s);
  });
});

describe("what is kept of the learner", () => {
  it("goes from one kernel to the next", () => {
    classroom().quiz("L01.q1", "a");
    const later = classroom();
    later.quiz("L01.q1", "b");
    expect(kept["L01.q1"]).toEqual({ right: true, misses: 1, hints: 0 });
    later.lesson({ id: "L01" });
    later.showProgress();
    expect(lastText()).toContain('["L01.q1","1. Start","fairly sure (80%)","none"]');
  });

  it("brings back what was missed, then what is due, by the seed", () => {
    classroom().quiz("L00.q3", 15);
    const asked = (seed: number) => {
      const room = classroom();
      room.lesson({ id: "L02", seed });
      cards = [];
      room.recap("L02");
      return cards.map(({ title }) => title?.slice(9, 15));
    };
    expect(asked(1)[0]).toBe("L00.q3");
    expect(asked(1)).toHaveLength(3);
    expect(asked(1)).toEqual(asked(1));
    expect(Array.from({ length: 9 }, (_, seed) => asked(seed).join()).some((other) => other !== asked(1).join())).toBe(
      true,
    );
    classroom().recap("L00");
    expect(printed).toEqual(["Nothing to repeat before L00."]);
  });
});

describe("an exercise", () => {
  const facts = (evidence: { readonly stages: number }) => ({ stages: evidence.stages });

  it("says what is missing, and never throws for it", () => {
    const room = classroom();
    room.lesson({ id: "L01" });
    [cards, events] = [[], []];
    room.exercise("L01.1", undefined, facts, { stages: 3 });
    room.exercise("L01.1", { stages: 2 }, facts, { stages: 3 });
    room.exercise("L01.1", { stages: 3 }, facts, { stages: 3 });
    const [blank, wrong, correct] = cards.map((card) => JSON.stringify(card));
    expect(blank).toContain("Write your answer in the cell above");
    expect(wrong).toMatch(/✗ L01.1, exercise 1: not yet.*stages should be 3 and was 2/);
    expect(correct).toMatch(/✓ L01.1, exercise 1: right.*fairly sure \(80%\)/);
    expect(events).toEqual([false, true].map((correct) => ({ kind: "exercise", cell: 0, id: "L01.1", correct })));
  });
});

describe("an interview", () => {
  it("counts from nothing, in the learner's own time, and names what to repeat", () => {
    kept = { "L01.q1": { right: true, misses: 0, hints: 0 } };
    const room = classroom();
    expect(() => room.interview()).toThrow(/NO_INTERVIEW/);
    expect(() => room.interview({ minutes: 5, items: ["L01.q77"] })).toThrow(/UNKNOWN_QUESTION/);
    expect(() => room.interview({ minuts: 5, items: [] } as never)).toThrow(
      /INVALID_INTERVIEW.*minuts is not known here; did you mean minutes\?; minutes is missing/,
    );
    room.interview({ minutes: 5, items: ["L01.q1", "L01.2"] });
    room.quiz("L01.q1", "b");
    nowMs = 7 * 60_000;
    room.interview();
    expect(lastTitle()).toBe("Interview: 1 of 2 known");
    expect(lastText()).toContain('["L01.q1, a question","sure (100%)",""]');
    expect(lastText()).toContain('["L01.2, exercise 2","not tried","L01 Title of L01, section \\"1. Start\\""]');
    expect(lastText()).toContain("Time used: 7 of 5 minutes.");
    expect(lastText()).toContain("longer than planned");
    expect(Object.keys(kept)).toEqual(["L01.q1"]);
    room.quiz("L01.q3", 60);
    expect(Object.keys(kept)).toEqual(["L01.q1", "L01.q3"]);
  });

  it("sends those who missed something to where it is taught", () => {
    const [first] = questions;
    banks = [bank("L01"), bank("L07", [{ ...first!, id: "L01.q1", section: "Its own", repeat: "L01.2" }])];
    const room = classroom();
    room.interview({ minutes: 5, items: ["L07.q1"] });
    expect(lastText()).toContain("L07.q1, a question");
    room.quiz("L07.q1", "a");
    room.interview();
    expect(lastText()).toContain('["L07.q1, a question","not yet","L01 Title of L01, section \\"1. Start\\""]');
  });
});
