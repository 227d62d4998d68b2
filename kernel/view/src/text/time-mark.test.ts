import { expect, it } from "vitest";
import { timeMark } from "./time-mark.js";

it.each([
  [0, "0 ms"],
  [20.25, "20.25 ms"],
  [-10, "−10 ms"],
  [3482, "3.482 s"],
  [179_990, "3:00.0 min"],
  [125_300, "2:05.3 min"],
])("%d is %s", (timeMs, text) => expect(timeMark(timeMs)).toBe(text));
