import { createSession, type Session } from "@stageplay/core";
import { kernelClassroom } from "../../kernel/host/src/lesson/kernel-classroom.js";
import { cellScope } from "../../kernel/host/src/scope.js";
import { CellEngine, type CellOutcome } from "../../kernel/host/src/tslab/cell-engine.js";
import { kernelPorts } from "../golden/ports.js";

/** Cells with all that is in their scope, without a kernel around them. */
export class Cells {
  readonly session: Session;
  private readonly engine: CellEngine;
  private readonly prepareStackTrace: typeof Error.prepareStackTrace = Error.prepareStackTrace;
  private count = 0;

  /** @param print takes what the session says */
  constructor(print?: (text: string) => void) {
    // Vitest's own hook forgets the cells' source URLs.
    Reflect.deleteProperty(Error, "prepareStackTrace");
    this.session = createSession(kernelPorts(print));
    const scope = cellScope(this.session, kernelClassroom(this.session));
    this.engine = new CellEngine({ ...scope, loopGuard: () => {} });
  }

  async run(text: string): Promise<CellOutcome> {
    this.count += 1;
    this.session.beginCell(this.count);
    const outcome = await this.engine.run({ id: this.count, file: `cell [${this.count}]`, text });
    await this.session.settle();
    this.session.endCell();
    return outcome;
  }

  /** What a cell ends with. @throws Error when it does not end well */
  async value(text: string): Promise<unknown> {
    const outcome = await this.run(text);
    if (outcome.kind !== "done") throw new Error(`${outcome.kind}: ${JSON.stringify(outcome)}`);
    return outcome.value;
  }

  close(): void {
    if (this.prepareStackTrace !== undefined) Error.prepareStackTrace = this.prepareStackTrace;
    this.engine.close();
  }
}
