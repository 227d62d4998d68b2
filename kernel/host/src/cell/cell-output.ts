import { randomUUID } from "node:crypto";
import type { Header, JsonObject } from "../wire/message.js";
import type { StreamName } from "../wire/stream-buffer.js";
import type { Wire } from "../wire/wire.js";
import type { ErrorReport } from "./error-report.js";

/** Representations of one value by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** Everything one cell sends; each message carries the header of the cell's own request, also when it comes late. */
export class CellOutput {
  /** Set when the user interrupted the cell: what it left running must not go on. */
  interrupted = false;
  private readonly parent: Header;
  private readonly wire: Wire;

  constructor(wire: Wire, parent: Header) {
    this.wire = wire;
    this.parent = parent;
  }

  stream(name: StreamName, text: string): void {
    this.wire.stream({ parent: this.parent, name, text });
  }

  /** Shows a bundle and returns the id under which {@link update} replaces it. */
  display(data: MimeBundle, metadata: JsonObject = {}): string {
    const id = randomUUID();
    this.publish("display_data", { data, metadata, transient: { display_id: id } });
    return id;
  }

  update(id: string, data: MimeBundle, metadata: JsonObject = {}): void {
    this.publish("update_display_data", { data, metadata, transient: { display_id: id } });
  }

  /** Clears the cell's output; with `wait` only when the next output comes. */
  clear(wait: boolean): void {
    this.publish("clear_output", { wait });
  }

  input(code: string, executionCount: number): void {
    this.publish("execute_input", { code, execution_count: executionCount });
  }

  result(data: MimeBundle, executionCount: number): void {
    this.publish("execute_result", { data, metadata: {}, execution_count: executionCount });
  }

  error(report: ErrorReport): void {
    this.publish("error", { ...report });
  }

  private publish(type: string, content: JsonObject): void {
    this.wire.publish(this.parent, type, content);
  }
}
