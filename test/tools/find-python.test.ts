import { describe, expect, it } from "vitest";
import { findPython } from "../../tools/setup/find-python.mjs";

interface Python {
  readonly version: string;
  readonly venv: boolean;
  readonly executable: string;
}

/** A machine on which these commands are Pythons of these versions. */
function machine(versions: Readonly<Record<string, string>>, venv = true) {
  return (command: readonly string[]): Python | undefined => {
    const name = command.join(" ");
    const version = versions[name];
    return version === undefined ? undefined : { version, venv, executable: name };
  };
}

describe("finding Python", () => {
  it.each([
    [{ python3: "3.10.0", python: "2.7.18" }, "python3"],
    [{ python3: "3.9.18", python: "3.13.0" }, "python"],
    [{ "py -3": "3.12.4" }, "py -3"],
    [{ python: "4.0.0" }, "python"],
  ])("takes the first of %j that is recent enough: %s", (versions, expected) => {
    expect(findPython({ env: {}, probe: machine(versions) }).executable).toBe(expected);
  });

  it.each([
    [{}, true, "No Python was found; 3.10 or later is needed."],
    [{ python3: "3.9.18" }, true, "Python 3.9.18 (python3) is too old; 3.10 or later is needed."],
    [
      { python3: "3.11.2" },
      false,
      "Python 3.11.2 (python3) lacks the venv module, which makes the private environment.",
    ],
  ])("tells what is wrong with %j, venv module: %j", (versions, venv, message) => {
    expect(() => findPython({ env: {}, probe: machine(versions, venv) })).toThrow(message);
  });

  it("tries nothing but STAGEPLAY_PYTHON when that is set", () => {
    const probe = machine({ python3: "3.11.2", "/opt/python": "3.12.0" });
    expect(findPython({ env: { STAGEPLAY_PYTHON: "/opt/python" }, probe }).version).toBe("3.12.0");
    expect(() => findPython({ env: { STAGEPLAY_PYTHON: "/opt/nothing" }, probe })).toThrow(
      "STAGEPLAY_PYTHON is /opt/nothing",
    );
  });

  it("finds the one of this machine", () => {
    expect(findPython()).toMatchObject({ venv: true, version: expect.stringMatching(/^3\.\d+\.\d+$/) });
  });
});
