import { INTERRUPT_ON_CANCEL, JOB_GROUP, type JobProperties } from "../backend.js";
import { checkTag, hasTag } from "./job-tags.js";
import type { LocalProperties } from "./local-properties.js";

/** Takes jobs back; `reason` goes on after "Job 3 cancelled". */
export interface JobCanceller {
  readonly jobs: (belongs: (properties: JobProperties) => boolean, reason: string) => void;
  /** Jobs of the group that are still to come are cancelled as well. */
  readonly futureJobsOf: (group: string) => void;
  readonly job: (jobId: number, reason: string) => void;
  readonly stage: (stageId: number, reason: string | undefined) => void;
  readonly all: (reason: string) => void;
}

export interface JobControlOptions {
  /** Settings of the jobs to come. */
  readonly properties: LocalProperties;
  readonly cancel: JobCanceller;
}

/** What jobs carry, and how they are taken back: groups, tags and local properties of a SparkContext. */
export abstract class JobControl {
  private readonly control: JobControlOptions;

  constructor(control: JobControlOptions) {
    this.control = control;
  }

  /**
   * Jobs from now on belong to a group, by which they can be cancelled, and carry a description. Mirrors `SparkContext.setJobGroup`.
   * @param interruptOnCancel a sleeping task of a cancelled job ends at once, instead of when it wakes
   * @example
   * sc.setJobGroup("nightly", "the nightly report");
   * await rdd.count();
   * spark.lastRun.jobs.at(-1).description; // "the nightly report"
   */
  setJobGroup(groupId: string, description?: string, interruptOnCancel = false): void {
    this.control.properties.setGroup(groupId, description, interruptOnCancel);
  }

  /** Jobs from now on belong to no group. Mirrors `SparkContext.clearJobGroup`. @example sc.clearJobGroup() */
  clearJobGroup(): void {
    this.control.properties.setGroup(undefined, undefined);
  }

  /** Describes the jobs from now on, in the place of their call site; undefined ends it. Mirrors the method of Spark. @example sc.setJobDescription("load") */
  setJobDescription(description: string | undefined): void {
    this.control.properties.setDescription(description);
  }

  /** Sets a property of the jobs from now on, such as `spark.scheduler.pool`; null removes it. @example sc.setLocalProperty("spark.scheduler.pool", "fast") */
  setLocalProperty(key: string, value: string | null): void {
    this.control.properties.set(key, value);
  }

  /** A property set before; null without one. @example sc.getLocalProperty("spark.scheduler.pool"); // null */
  getLocalProperty(key: string): string | null {
    return this.control.properties.get(key) ?? null;
  }

  /**
   * Cancels the jobs of a group: their actions reject with SPARK_JOB_CANCELLED. Mirrors `SparkContext.cancelJobGroup`.
   * @example sc.cancelJobGroup("nightly", "because it is morning")
   */
  cancelJobGroup(groupId: string, reason = `part of cancelled job group ${groupId}`): void {
    this.control.cancel.jobs((properties) => properties[JOB_GROUP] === groupId, reason);
  }

  /**
   * {@link SparkContext.cancelJobGroup}, and jobs of the group that are submitted later are cancelled, too. Mirrors the method of Spark.
   * @example sc.cancelJobGroupAndFutureJobs("nightly")
   */
  cancelJobGroupAndFutureJobs(groupId: string, reason?: string): void {
    this.control.cancel.futureJobsOf(groupId);
    this.cancelJobGroup(groupId, reason);
  }

  /** Cancels a job by its id, as the pictures show it. Mirrors `SparkContext.cancelJob`. @example sc.cancelJob(3, "because it takes too long") */
  cancelJob(jobId: number, reason = ""): void {
    this.control.cancel.job(jobId, reason);
  }

  /** Cancels all jobs that need a stage, by the stage's id. Mirrors `SparkContext.cancelStage`. @example sc.cancelStage(3) */
  cancelStage(stageId: number, reason?: string): void {
    this.control.cancel.stage(stageId, reason);
  }

  /** Cancels all jobs. Mirrors `SparkContext.cancelAllJobs`. @example sc.cancelAllJobs() */
  cancelAllJobs(): void {
    this.control.cancel.all("as part of cancellation of all jobs");
  }

  /**
   * Jobs from now on carry a tag, by which they can be cancelled; a job may have several. Mirrors `SparkContext.addJobTag`.
   * @throws SparkError INVALID_JOB_TAG for an empty tag, and one with a comma
   * @example
   * sc.addJobTag("nightly");
   * [...sc.getJobTags()]; // ["nightly"]
   */
  addJobTag(tag: string): void {
    this.control.properties.addTag(tag);
  }

  /** Jobs from now on carry the tag no more. Mirrors `SparkContext.removeJobTag`. @throws SparkError INVALID_JOB_TAG @example sc.removeJobTag("nightly") */
  removeJobTag(tag: string): void {
    this.control.properties.removeTag(tag);
  }

  /** The tags that jobs from now on carry. Mirrors `SparkContext.getJobTags`. @example sc.getJobTags().size; // 0 */
  getJobTags(): Set<string> {
    return this.control.properties.tags;
  }

  /** Jobs from now on carry no tags. Mirrors `SparkContext.clearJobTags`. @example sc.clearJobTags() */
  clearJobTags(): void {
    this.control.properties.clearTags();
  }

  /**
   * Cancels the jobs that carry a tag: their actions reject with SPARK_JOB_CANCELLED. Mirrors `SparkContext.cancelJobsWithTag`.
   * @throws SparkError INVALID_JOB_TAG
   * @example sc.cancelJobsWithTag("nightly")
   */
  cancelJobsWithTag(tag: string, reason = `part of cancelled job tags ${tag}`): void {
    checkTag(tag, "cancelJobsWithTag");
    this.control.cancel.jobs((properties) => hasTag(properties, tag), reason);
  }

  /**
   * Whether a sleeping task of a cancelled job ends at once, instead of when it wakes, for the jobs from now on. Mirrors
   * `SparkContext.setInterruptOnCancel`.
   * @example sc.setInterruptOnCancel(true)
   */
  setInterruptOnCancel(interruptOnCancel: boolean): void {
    this.control.properties.set(INTERRUPT_ON_CANCEL, String(interruptOnCancel));
  }
}
