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

  it("takes anything thrown", () => {
    expect(errorReport("text", () => [])).toMatchObject({ ename: "Thrown", evalue: "text" });
    expect(errorReport(undefined, () => [])).toMatchObject({ ename: "Thrown", evalue: "undefined" });
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
});
