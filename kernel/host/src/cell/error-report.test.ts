import { SparkError, SparkException } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { compileReport, errorReport } from "./error-report.js";

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what an ANSI colour is.
const plain = (lines: readonly string[]) => lines.join("\n").replace(/\u001b\[\d+m/g, "");
const frame = { file: "cell [3]", line: 4, column: 12, functionName: undefined, text: '  df.select("cuntry")' };

describe("an error report", () => {
  it("shows the error's name, its message and the user's line", () => {
    const report = errorReport(new RangeError("too far"), () => [frame]);
    expect(report).toMatchObject({ ename: "RangeError", evalue: "too far" });
    expect(plain(report.traceback)).toBe('RangeError: too far\n4 |   df.select("cuntry")\n    at cell [3]:4:12');
  });

  it("tells the causes", () => {
    const error = new Error("job failed", { cause: new TypeError("x is undefined") });
    const report = errorReport(error, (stack) =>
      stack.startsWith("TypeError") ? [{ ...frame, functionName: "parse" }] : [],
    );
    expect(plain(report.traceback)).toBe(
      'Error: job failed\nCaused by TypeError: x is undefined\n4 |   df.select("cuntry")\n    at parse (cell [3]:4:12)',
    );
  });

  it("leaves out causes that the error has told already", () => {
    const cause = new SparkError({ condition: "DIVIDE_BY_ZERO", message: "Division by zero.", nextStep: "Filter." });
    const { nextStep } = cause;
    const error = new SparkException({
      condition: "A",
      message: `Task 0: ${cause.message}`,
      nextStep: nextStep!,
      cause,
    });
    expect(plain(errorReport(error, () => []).traceback)).not.toContain("Caused by");
  });

  it("says where the action is when the stack knows only who waited for it", () => {
    const error = new SparkError({ condition: "PATH_ALREADY_EXISTS", message: "Path out exists." });
    error.callSite = "parquet at cell [3]:5";
    const report = (frames: (typeof frame)[]) => plain(errorReport(error, () => frames).traceback);
    expect(report([])).toContain("\nAt: parquet at cell [3]:5");
    expect(report([frame])).toMatch(/\nAt: parquet at cell \[3\]:5\n4 \|.*\n {4}at cell \[3\]:4:12$/);
    expect(report([{ ...frame, line: 5 }])).not.toContain("At:");
  });

  it("takes anything thrown", () => {
    expect(errorReport("text", () => [])).toMatchObject({ ename: "Thrown", evalue: "text" });
    expect(errorReport(undefined, () => [])).toMatchObject({ ename: "Thrown", evalue: "undefined" });
  });

  it("tells a refusal of several lines once: what is wrong and why", () => {
    const place = { start: { line: 0, character: 10 }, end: { line: 0, character: 13 } };
    const messages = ["No overload matches this call.", "Overload 1 of 2 …", "'\"b\"' is not assignable to '\"a\"'."];
    const problems = messages.map((messageText, i) => ({ ...place, messageText, code: 2769 + i }));
    const report = compileReport(problems, "cell [2]", 'df.select("b")');
    expect(report.traceback).toHaveLength(1);
    expect(report.evalue).toBe(`${messages[0]}\n${messages[2]} (line 1)`);
  });

  it("points at what TypeScript refuses", () => {
    const problem = {
      start: { line: 1, character: 6 },
      end: { line: 1, character: 7 },
      messageText: "Type 'string' is not assignable to type 'number'.",
      code: 2322,
    };
    const report = compileReport([problem], "cell [2]", "// numbers\nconst n: number = 'a'");
    expect(report.ename).toBe("TypeScriptError");
    expect(plain(report.traceback)).toBe(
      "cell [2]:2:7 - error TS2322: Type 'string' is not assignable to type 'number'.\n" +
        "2 | const n: number = 'a'\n          ~",
    );
  });

  it("refuses a prediction in the kernel's own words", () => {
    const refusal = (source: string, at: string, ...messages: string[]) => {
      const character = source.indexOf(at);
      const place = { start: { line: 0, character }, end: { line: 0, character: character + at.length } };
      const problems = messages.map((messageText) => ({ ...place, messageText, code: 2322 }));
      return compileReport(problems, "cell [2]", source);
    };
    const unknown = refusal(
      "predict({ stagse: 3 })",
      "stagse",
      "Argument of type '{ stagse: number; }' is not assignable to parameter of type 'Prediction'.",
      "Object literal may only specify known properties, but 'stagse' does not exist in type 'Prediction'.",
    );
    expect(unknown.ename).toBe("SparkError");
    expect(unknown.evalue).toMatch(/UNRESOLVED_FIELD.*`stagse`. Did you mean `stages`\?\nNext step:/);
    expect(plain(unknown.traceback)).toMatch(/^cell \[2\]:1:11 - error \[UNRES[\s\S]*1 \| predict[\s\S]*~{6}$/);
    const nothing = "Type '3' has no properties in common with type 'Prediction'.";
    expect(refusal("predict(3)", "3", nothing).evalue).toMatch(/INVALID_PREDICTION.*nothing to judge/);
    const entry = "Type 'string' is not assignable to type 'PredictedCount'.";
    expect(refusal("predict({ tasks: [1, 'b'] })", "'b'", entry).evalue).toMatch(
      /`tasks`[\s\S]*a list, one number a stage/,
    );
    const yes = "Type 'string' is not assignable to type 'number | boolean'.";
    expect(refusal("predict({ straggler: 'yes' })", "straggler", yes).evalue).toMatch(
      /INVALID_PREDICTION.*`straggler`/,
    );
    expect(refusal("const straggler: number | boolean = 'yes'", "straggler", yes).ename).toBe("TypeScriptError");
  });
});
