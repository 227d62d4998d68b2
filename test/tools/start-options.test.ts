import { describe, expect, it } from "vitest";
import { parseStartOptions } from "../../tools/start-options.mjs";

describe("the arguments of npm start", () => {
  it("opens JupyterLab on port 8888 without any", () => {
    expect(parseStartOptions([], {})).toEqual({ command: "lab", port: 8888, browser: true });
  });

  it("takes the port from --port, else from STAGEPLAY_PORT", () => {
    const env = { STAGEPLAY_PORT: "9001" };
    expect(parseStartOptions([], env)).toMatchObject({ port: 9001 });
    expect(parseStartOptions(["--port", "9002"], env)).toMatchObject({ port: 9002 });
    expect(parseStartOptions(["--port=9003", "--no-browser"], env)).toEqual({
      command: "lab",
      port: 9003,
      browser: false,
    });
  });

  it("runs one notebook", () => {
    expect(parseStartOptions(["run", "a.ipynb"], {})).toEqual({ command: "run", notebook: "a.ipynb" });
  });

  it.each([
    [["run"]],
    [["run", "a.ipynb", "b.ipynb"]],
    [["--prot"]],
    [["--port"]],
    [["--port", "0"]],
    [["--port", "70000"]],
    [["lab"]],
  ])("says how it is called when it does not understand %j", (args) => {
    expect(() => parseStartOptions(args, {})).toThrow(
      expect.objectContaining({ name: "SetupProblem", nextStep: expect.stringContaining("npm start -- run") }),
    );
  });
});
