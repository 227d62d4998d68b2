import { INTERRUPT_ON_CANCEL, JOB_GROUP, type JobProperties } from "../backend.js";
import { checkTag, formatTags, JOB_TAGS, parseTags } from "./job-tags.js";

const DESCRIPTION = "spark.job.description";

/** What jobs carry of the program's settings. */
export interface JobLabels {
  readonly description?: string;
  readonly properties?: JobProperties;
}

/** Settings of the jobs that the program submits from now on: Spark's thread-local properties, of which a notebook has one set. */
export class LocalProperties {
  /** Tags for the jobs of queries alone: `spark.addTag`. */
  readonly sessionTags: Set<string> = new Set();
  private readonly values: Map<string, string> = new Map();

  get(key: string): string | undefined {
    return this.values.get(key);
  }

  /** Without a value the property is removed. */
  set(key: string, value: string | undefined | null): void {
    if (value === undefined || value === null) this.values.delete(key);
    else this.values.set(key, value);
  }

  setGroup(id: string | undefined, description: string | undefined, interruptOnCancel?: boolean): void {
    this.set(JOB_GROUP, id);
    this.set(DESCRIPTION, description);
    this.set(INTERRUPT_ON_CANCEL, interruptOnCancel === undefined ? undefined : String(interruptOnCancel));
  }

  setDescription(description: string | undefined): void {
    this.set(DESCRIPTION, description);
  }

  get tags(): Set<string> {
    return parseTags(this.values.get(JOB_TAGS));
  }

  /** @throws SparkError INVALID_JOB_TAG */
  addTag(tag: string): void {
    checkTag(tag, "addJobTag");
    this.set(JOB_TAGS, formatTags(this.tags.add(tag)));
  }

  /** @throws SparkError INVALID_JOB_TAG */
  removeTag(tag: string): void {
    checkTag(tag, "removeJobTag");
    const { tags } = this;
    tags.delete(tag);
    this.set(JOB_TAGS, formatTags(tags));
  }

  clearTags(): void {
    this.set(JOB_TAGS, undefined);
  }

  /** What jobs carry of it. */
  get labels(): JobLabels {
    if (this.values.size === 0) return {};
    const description = this.values.get(DESCRIPTION);
    return { properties: Object.fromEntries(this.values), ...(description !== undefined && { description }) };
  }

  /** What the jobs of a query carry of it: its tasks are interrupted when it is cancelled, unless the program says otherwise. */
  get queryLabels(): JobLabels {
    const { labels } = this;
    const tags = formatTags(new Set([...this.tags, ...[...this.sessionTags].map(sessionTag)]));
    const properties = { [INTERRUPT_ON_CANCEL]: "true", ...labels.properties };
    return { ...labels, properties: tags === undefined ? properties : { ...properties, [JOB_TAGS]: tags } };
  }
}

/** The tag that a job has for a tag of the session: one of the context by the same name is another. */
export function sessionTag(tag: string): string {
  return `spark-session-tag-${tag}`;
}
