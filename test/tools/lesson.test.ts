import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bank } from "@stageplay/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claims } from "../../tools/lesson/claims-main.mjs";
import { lessonBank } from "../../tools/lesson/lesson-bank.mjs";
import { lesson } from "../../tools/lesson/lesson-main.mjs";
import { lessonsPage, lessonsPageProblems } from "../../tools/lesson/lessons-page.mjs";
import { lintLesson } from "../../tools/lesson/lint-lesson.mjs";
import {
  type Cell,
  exerciseOf,
  filled,
  lessonIdOf,
  lessonNotebooks,
  type Notebook,
  readNotebook,
  stripped,
} from "../../tools/lesson/notebook-file.mjs";
import { sectionsOf } from "../../tools/lesson/sections.mjs";
import { Spelling } from "../../tools/lesson/spelling.mjs";
import { USUAL_QUESTIONS } from "../../tools/lesson/usual-questions.mjs";

const code = (source: string, tags: string[] = []): Cell => ({
  cell_type: "code",
  id: "x",
  metadata: { tags },
  source: source.split(/(?<=\n)/),
  outputs: [{}],
  execution_count: 3,
});
const prose = (source: string, id = "y"): Cell => ({ cell_type: "markdown", id, metadata: {}, source });
const notebook = (...cells: Cell[]): Notebook => ({ cells, metadata: {} });
const first = code('lesson({\n  id: "L05", version: 1 });');
const exercise = code('// Exercise L05.1: waves\npredict({ id: "L05.1", waves: TODO });');
const hints = { nudge: "n", concept: "c", place: "p", twin: "t", answer: "a" };
const opening = prose("# L05\n\nabout 40 minutes · 1 exercise, 3 questions\n\n## 1. Waves (C001)");
const bank = {
  lesson: "L05",
  minutes: 40,
  exercises: [{ id: "L05.1", title: "waves", section: "1. Waves", hints, solution: "predict({ waves: 4 });" }],
  questions: [1, 2, 3].map((n) => ({ id: `L05.q${n}`, section: "1. Waves", answers: [n] })),
} as unknown as Bank;
const sources = ({ cells }: Notebook) => cells.map(({ source }) => [source].flat().join(""));

describe("a lesson's notebook", () => {
  it("knows its lesson and its exercises", () => {
    expect(lessonIdOf("x/L07-memory.ipynb", notebook(first))).toBe("L05");
    expect(lessonIdOf("x/L07-memory.ipynb", notebook(code("1")))).toBe("L07");
    expect([exercise, first, prose("// Exercise L05.1")].map(exerciseOf)).toEqual(["L05.1", undefined, undefined]);
  });

  it("is filled with the bank's solutions, under the cell's first line", () => {
    expect(sources(filled(notebook(first, exercise), bank))[1]).toBe(
      "// Exercise L05.1: waves\npredict({ waves: 4 });",
    );
    expect(sources(filled(notebook(exercise), undefined))).toEqual(sources(notebook(exercise)));
  });

  it("is stripped of outputs and solutions for learners", () => {
    const copy = stripped(
      notebook(
        prose("text"),
        first,
        code("solved();", ["solution"]),
        code("// Exercise L05.1: x\nsolved();", ["solution"]),
      ),
    );
    expect(sources(copy)).toEqual([
      "text",
      sources(notebook(first))[0],
      "// your answer",
      "// Exercise L05.1: x\n// your answer",
    ]);
    for (const cell of copy.cells.slice(1)) expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
  });
});

describe("lint", () => {
  const spelling = { problems: () => [] };
  const lint = (cells: Cell[], given: Bank | undefined = bank) =>
    lintLesson("L05-x.ipynb", notebook(opening, ...cells), { bank: given, spelling });
  const without = (problems: string[]) => problems.filter((line) => !line.startsWith("no cell shows C"));

  it("finds nothing in a good lesson but the claims that it does not show", () => {
    const problems = lint([first, exercise, code('claim("C069", run, f, {});')]);
    expect(without(problems)).toEqual([]);
    expect(problems.some((line) => line.includes("C069"))).toBe(false);
    expect(problems).toContain("no cell shows C070: When the straggler is started matters");
  });

  it.each([
    [[code("1"), exercise], "the first code cell does not start the lesson"],
    [[first, exercise, prose("See C151.")], "there is no claim C151"],
    [[first, exercise, code("1;\n".repeat(16))], "cell 3 has 16 lines, more than 15"],
    [[first, exercise, code(`"${"x".repeat(120)}"`)], "cell 3 has a line of 122 columns, more than 110"],
    [[first, exercise, code("// Exercise L05.9: ?")], "exercise L05.9 has no solution in the bank"],
    [[first], "no cell begins with `// Exercise L05.1`"],
    [[first], "exercise L05.1 is in the bank, and in no cell"],
    [[first, exercise, code("predict({ stages: TODO })")], "cell 3 has a TODO, and does not begin with"],
    [[first, exercise, code('quiz("L09.q1")')], "the text says 3 questions, and there are 4"],
  ])("says what is not as it should be: %#", (cells, words) => {
    expect(without(lint(cells)).join("\n")).toContain(words);
  });

  it("wants sections that are headings, and the length that the bank says", () => {
    const cells = [prose("about 30 minutes · 2 exercises, 3 questions\n\n## 2. Tasks"), first, exercise];
    const problems = lintLesson("L05-x.ipynb", notebook(...cells), { bank, spelling });
    expect(problems).toContain("the text says 30 minutes, and there are 40");
    expect(problems).toContain("the text says 2 exercises, and there are 1");
    expect(problems).toContain('L05.q2 is of the section "1. Waves", and no heading of the notebook is that');
  });

  it("wants a bank", () => {
    expect(lintLesson("L05-x.ipynb", notebook(first), { bank: undefined, spelling })).toContain(
      "there is no bank for L05",
    );
  });
});

describe("spelling", () => {
  it("looks at prose, and not at code, ids, names and links", () => {
    const words =
      "Spark shufles rows. `fooBar`, C001, L00.q1, groupBy, [a](http://xyzzy.q), ```ts\nbazz\n``` executors don’t.";
    expect(new Spelling().problems(words).map((line) => line.split(" ")[0])).toEqual(["shufles"]);
  });
});

describe("the page of lessons", () => {
  const lessons = (notebookOf: Notebook) => [{ path: "x/L05-a.ipynb", notebook: notebookOf, bank }];
  const all = lessons(notebook(prose("## 1. Waves (C001, C002)", "L05-03"), first));

  it("knows sections without their claims, and whether something runs in them", () => {
    const cells = [
      prose("# Title"),
      first,
      prose("## 1. A (C001)\n\ntext"),
      code('quiz("a");\nquiz("b");'),
      prose("## Your turn (my-1.2)"),
    ];
    expect(sectionsOf(notebook(...cells)).map(({ name, runs }) => [name, runs])).toEqual([
      ["Title", true],
      ["1. A", false],
      ["Your turn", false],
    ]);
  });

  it("has a row a question, with what asks it back", () => {
    expect(USUAL_QUESTIONS).toHaveLength(25);
    expect(lessonsPage(all)).toContain("| [L05-a.ipynb](L05-a.ipynb) |  | 40 min |");
    expect(lessonsPage(all).match(/^\| \d+ \| .*\|$/gm)).toHaveLength(25);
    expect(lessonsPage(all)).toMatch(/^\| 2 \| What does "skipped" mean\? \|.*`L05\.q2` \|$/m);
  });

  it("says which section is not there, and which question nobody asks", () => {
    const problems = lessonsPageProblems(all).join("\n");
    expect(problems).toContain(
      'question 17, Why is the last task 100 times slower?: L05 has no section "2. The same picture',
    );
    expect(problems).toContain("no bank has a question with `answers: [4]`");
    expect(problems).not.toContain("`answers: [2]`");
  });
});

describe("lessons of one's own", () => {
  let folder: string;
  const own = (lesson: string) =>
    `lesson: ${lesson}\nversion: 1\ntitle: T\ndifficulty: easy\nminutes: 5\ngoals: []\nexercises: []\nquestions: []\n`;
  const mine = notebook(code('lesson({\n  title: "T", id: "spark-joins-1" });'));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stageplay-own-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("have ids of any name, and their bank beside them", () => {
    writeFileSync(join(folder, "a.bank.yaml"), own("spark-joins-1"));
    writeFileSync(join(folder, "broken.bank.yaml"), "lesson: other\ntitle: [");
    expect(lessonIdOf(join(folder, "x.ipynb"), mine)).toBe("spark-joins-1");
    expect(lessonIdOf("my lesson.ipynb", notebook())).toBe("my lesson");
    expect(exerciseOf(code("// Exercise spark-joins-1.2: x"))).toBe("spark-joins-1.2");
    const { bank: found, problems } = lessonBank(join(folder, "x.ipynb"), mine);
    expect([found?.lesson, problems]).toEqual(["spark-joins-1", []]);
  });

  it("are told of a bank that is broken, and of a second one", () => {
    writeFileSync(join(folder, "a.bank.yaml"), "lesson: spark-joins-1\ntitle: [");
    writeFileSync(join(folder, "b.bank.yaml"), own("spark-joins-1"));
    expect(lessonBank(join(folder, "x.ipynb"), mine)).toMatchObject({
      bank: undefined,
      problems: [
        "b.bank.yaml is for spark-joins-1 as well, and is not used",
        expect.stringMatching(/a\.bank\.yaml, line 2 is no YAML/),
      ],
    });
  });

  it("are found by name or by folder; what is no notebook is said calmly", () => {
    const find = (...named: string[]) => lessonNotebooks(named, folder, { INIT_CWD: folder });
    const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
    put("b.ipynb", "{");
    put("a.ipynb", JSON.stringify({ nbformat: 4, cells: [] }));
    put("c.txt", "");
    mkdirSync(join(folder, "empty"));
    expect(find("b.ipynb")).toEqual([join(folder, "b.ipynb")]);
    expect(find(".")).toEqual([join(folder, "a.ipynb"), join(folder, "b.ipynb")]);
    expect(() => find("empty")).toThrow("There is no notebook in");
    expect(() => find("c.txt")).toThrow("c.txt is no .ipynb file.");
    expect(() => find("d.ipynb")).toThrow("There is no notebook d.ipynb.");
    expect(readNotebook(join(folder, "a.ipynb")).cells).toEqual([]);
    expect(() => readNotebook(join(folder, "b.ipynb"))).toThrow(/^b\.ipynb cannot be read: /);
    put("b.ipynb", '{ "worksheets": [] }');
    expect(() => readNotebook(join(folder, "b.ipynb"))).toThrow("b.ipynb is no notebook of format 4");
  });
});

describe("npm run lesson and npm run claims", () => {
  const { signal } = new AbortController();
  const printed = async (command: typeof lesson, ...args: string[]) => {
    const lines: string[] = [];
    const code = await command(args, signal, (line) => lines.push(line));
    return { code, text: lines.join("\n") };
  };

  it("say calmly what they can do", async () => {
    await expect(lesson(["lint2"], signal)).rejects.toMatchObject({ message: "There is no `lint2`." });
    await expect(lesson([], signal)).rejects.toMatchObject({ message: "What shall be done?" });
    await expect(lesson(["lint", "nowhere.ipynb"], signal)).rejects.toMatchObject({
      message: "There is no notebook nowhere.ipynb.",
    });
    await expect(lesson(["lint", "--out", "x"], signal)).rejects.toMatchObject({
      message: "There is no option --out.",
    });
    await expect(lesson(["strip", "--out"], signal)).rejects.toMatchObject({ message: "--out needs a value." });
    await expect(claims(["--mutat"], signal)).rejects.toMatchObject({ message: "There is no option --mutat." });
    expect(await printed(lesson, "--help")).toMatchObject({ code: 0, text: expect.stringContaining("-- check") });
    expect(await printed(claims, "-h")).toMatchObject({ code: 0, text: expect.stringContaining("--mutate") });
  });

  it("never write a learner's copy over the notebook", async () => {
    const folder = mkdtempSync(join(tmpdir(), "stageplay-strip-"));
    try {
      const path = join(folder, "a.ipynb");
      writeFileSync(path, JSON.stringify({ ...notebook(code("solved()", ["solution"])), nbformat: 4 }));
      writeFileSync(join(folder, "mine.bank.yaml"), "lesson: a\n");
      await expect(lesson(["strip", path, "--out", folder], signal)).rejects.toMatchObject({
        message: "a.ipynb would be written over itself.",
      });
      await lesson(["strip", path, "--out", join(folder, "learners")], signal, () => {});
      expect(sources(readNotebook(join(folder, "learners/a.ipynb")))).toEqual(["// your answer"]);
      expect(readFileSync(join(folder, "learners/mine.bank.yaml"), "utf8")).toBe("lesson: a\n");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
