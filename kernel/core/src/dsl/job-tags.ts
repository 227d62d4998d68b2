import type { JobProperties } from "../backend.js";
import { SparkError } from "../errors/index.js";

/** The local property that holds the tags of a job, with commas between them. */
export const JOB_TAGS = "spark.job.tags";
const SEPARATOR = ",";

/** The tags of a property's value. */
export function parseTags(text: string | undefined): Set<string> {
  return new Set(text === undefined || text === "" ? [] : text.split(SEPARATOR));
}

/** The property's value; undefined for no tags. */
export function formatTags(tags: ReadonlySet<string>): string | undefined {
  return tags.size === 0 ? undefined : [...tags].join(SEPARATOR);
}

export function hasTag(properties: JobProperties, tag: string): boolean {
  return parseTags(properties[JOB_TAGS]).has(tag);
}

/** @throws SparkError INVALID_JOB_TAG for an empty tag, and one with a comma. */
export function checkTag(tag: string, method: string): void {
  if (typeof tag === "string" && tag !== "" && !tag.includes(SEPARATOR)) return;
  const problem = tag === "" ? "be an empty string" : `contain '${SEPARATOR}'`;
  throw new SparkError({
    condition: "INVALID_JOB_TAG",
    message: typeof tag === "string" ? `Spark job tag cannot ${problem}.` : `${String(tag)} is no job tag.`,
    nextStep: `Give a text without commas, as in ${method}("nightly").`,
  });
}
