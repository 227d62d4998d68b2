import { beforeEach, describe, expect, it } from "vitest";
import { InterruptFlag } from "../wire/interrupt-flag.js";
import { newHeader } from "../wire/message.js";
import type { Wire } from "../wire/wire.js";
import { CellOutput } from "./cell-output.js";
import { runInCell } from "./current-cell.js";
import { CellInterrupted, Interrupts } from "./interrupts.js";

const wire: Wire = { reply: () => {}, publish: () => {}, stream: () => {}, fence: async () => {} };
const newCell = () => new CellOutput(wire, newHeader("execute_request", undefined));

let flag: InterruptFlag;
let interrupts: Interrupts;
beforeEach(() => {
  flag = new InterruptFlag();
  interrupts = new Interrupts(flag);
});

describe("an interrupt", () => {
  it("ends the running cell's loops and tells the simulation once", async () => {
    const cell = newCell();
    const told = new Promise<void>((resolve) => interrupts.begin(cell, resolve));
    runInCell(cell, interrupts.loopGuard);
    expect(interrupts.takeForSimulation()).toBe(false);
    flag.request();
    expect(() => runInCell(cell, interrupts.loopGuard)).toThrow(CellInterrupted);
    expect(interrupts.takeForSimulation()).toBe(true);
    expect(interrupts.takeForSimulation()).toBe(false);
    expect(flag.noticed).toBe(1);
    await told;
  });

  it("that came before a cell does not concern it", () => {
    flag.request();
    const cell = newCell();
    interrupts.begin(cell, () => {});
    runInCell(cell, interrupts.loopGuard);
    expect(interrupts.takeForSimulation()).toBe(false);
    expect(cell.interrupted).toBe(false);
  });

  it("keeps ending what the interrupted cell left running, and nothing of the next cell", () => {
    const [first, second] = [newCell(), newCell()];
    interrupts.begin(first, () => {});
    flag.request();
    interrupts.poll();
    interrupts.end();
    interrupts.begin(second, () => {});
    runInCell(second, interrupts.loopGuard);
    expect(() => runInCell(first, interrupts.loopGuard)).toThrow(CellInterrupted);
  });
});
