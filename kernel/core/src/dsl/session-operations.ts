import type { JobProperties } from "../backend.js";
import { SparkError } from "../errors/index.js";
import { checkTag, hasTag } from "./job-tags.js";
import { EXECUTION_ID, type LabellingJobRunner } from "./labelling-job-runner.js";
import { type JobLabels, type LocalProperties, sessionTag } from "./local-properties.js";

export interface SessionOperationsOptions {
  readonly properties: LocalProperties;
  /** Knows the queries that run. */
  readonly labelled: LabellingJobRunner;
  readonly cancelJobs: (belongs: (properties: JobProperties) => boolean, reason: string) => void;
}

/** A session's queries as things that can be tagged and interrupted. */
export class SessionOperations {
  private readonly options: SessionOperationsOptions;

  constructor(options: SessionOperationsOptions) {
    this.options = options;
  }

  addTag(tag: string): void {
    checkTag(tag, "addTag");
    this.options.properties.sessionTags.add(tag);
  }

  removeTag(tag: string): void {
    checkTag(tag, "removeTag");
    this.options.properties.sessionTags.delete(tag);
  }

  getTags(): Set<string> {
    return new Set(this.options.properties.sessionTags);
  }

  clearTags(): void {
    this.options.properties.sessionTags.clear();
  }

  interruptAll(): string[] {
    return this.interrupt(() => true, "as part of cancellation of all jobs");
  }

  /** Nothing is interrupted by a tag that the session does not have now, as in Spark. */
  interruptTag(tag: string): string[] {
    if (!this.options.properties.sessionTags.has(tag)) return [];
    const real = sessionTag(tag);
    return this.interrupt(({ properties }) => hasTag(properties ?? {}, real), `part of cancelled job tags ${tag}`);
  }

  interruptOperation(operationId: string): string[] {
    if (/^[+-]?\d+$/.test(operationId)) return this.interrupt((_, id) => id === Number(operationId), "");
    throw new SparkError({
      condition: "INVALID_OPERATION_ID",
      message: "executionId must be a number in string form.",
      nextStep: `Give the number of the query in the pictures, as in interruptOperation("0").`,
    });
  }

  private interrupt(matches: (labels: JobLabels, executionId: number) => boolean, reason: string): string[] {
    const running = [...this.options.labelled.running];
    const ids = running.filter(([id, labels]) => matches(labels, id)).map(([id]) => String(id));
    if (ids.length > 0) this.options.cancelJobs((properties) => ids.includes(properties[EXECUTION_ID] ?? ""), reason);
    return ids;
  }
}
