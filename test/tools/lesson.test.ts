import type { Bank } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { lesson } from "../../tools/lesson/lesson-main.mjs";
import { lintLesson } from "../../tools/lesson/lint-lesson.mjs";
import {
  type Cell,
  exerciseOf,
  filled,
  lessonIdOf,
  type Notebook,
  stripped,
} from "../../tools/lesson/notebook-file.mjs";
import { Spelling } from "../../tools/lesson/spelling.mjs";

const code = (source: string, tags: string[] = []): Cell => ({
  cell_type: "code",
  id: "x",
  metadata: { tags },
  source: source.split(/(?<=\n)/),
  outputs: [{}],
  execution_count: 3,
});
const prose = (source: string): Cell => ({ cell_type: "markdown", id: "y", metadata: {}, source });
const notebook = (...cells: Cell[]): Notebook => ({ cells, metadata: {} });
const first = code('lesson({\n  id: "L05", version: 1 });');
const exercise = code('// Exercise L05.1: waves\npredict({ id: "L05.1", waves: TODO });');
const hints = { nudge: "n", concept: "c", place: "p", twin: "t", answer: "a" };
const bank = {
  lesson: "L05",
  exercises: [{ id: "L05.1", title: "waves", section: "1", hints, solution: "predict({ waves: 4 });" }],
  questions: [1, 2, 3].map((n) => ({ id: `L05.q${n}` })),
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
    lintLesson("L05-x.ipynb", notebook(...cells), { bank: given, spelling });
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
  ])("says what is not as it should be: %#", (cells, words) => {
    expect(without(lint(cells)).join("\n")).toContain(words);
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

describe("npm run lesson", () => {
  it("says calmly what it can do", async () => {
    const { signal } = new AbortController();
    await expect(lesson(["lint2"], signal)).rejects.toMatchObject({ message: "There is no `lint2`." });
    await expect(lesson(["lint", "nowhere.ipynb"], signal)).rejects.toMatchObject({
      message: "There is no notebook nowhere.ipynb.",
    });
  });
});
