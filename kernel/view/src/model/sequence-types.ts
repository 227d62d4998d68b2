import type { Component, MessageName, RunDocument } from "@stageplay/core";

/** How a message is told by shape and colour: all is well, somebody was stopped or something is done again, something went wrong. */
export type SequenceTone = "plain" | "warn" | "bad";

/** What a reader wants to see of a run's messages; all when left out. */
export interface SequenceFilter {
  /** `6.1`: only what concerns this stage attempt, and what its job said of itself. */
  readonly stage?: string;
  /** Only what concerns this executor, and what jobs said of themselves. */
  readonly executor?: number;
  readonly topic?: SequenceTopic;
}

/** Kinds of messages by what they are about. */
export type SequenceTopic = "jobs" | "tasks" | "executors" | "heartbeats";

/** One arrow of the picture: a message, or many alike. Times are virtual milliseconds since the run's start. */
export interface SequenceMessage {
  readonly kind: "message";
  readonly name: MessageName;
  /** Of the first one; which executors take part is told by {@link executors}. */
  readonly from: Component;
  readonly to: Component;
  readonly count: number;
  readonly timeMs: number;
  /** When the last of them was sent. */
  readonly lastMs: number;
  readonly bytes: number;
  readonly executors: readonly number[];
  /** What it says; of many, what all of them say. */
  readonly says: string;
  /** `6.1`, when it concerns a stage attempt. */
  readonly stage?: string;
  readonly tone: SequenceTone;
  /** Sent in vain. */
  readonly lost: boolean;
}

/** Something that happened to the cluster. */
export interface SequenceFault {
  readonly kind: "fault";
  readonly timeMs: number;
  readonly text: string;
  readonly executorId?: number;
}

export type SequenceItem = SequenceMessage | SequenceFault;

/** What was said from the start of a job until no job ran any more, or while none ran. */
export interface SequenceGroup {
  /** Stays the same while the run grows. */
  readonly id: string;
  readonly title: string;
  /** What it is about, where that is one job or one stage. */
  readonly subject?: { readonly kind: "Job" | "Stage"; readonly label: string; readonly name: string };
  /** Jobs that ran in it, side by side when there are several; none between jobs. */
  readonly jobIds: readonly number[];
  readonly failed: boolean;
  readonly startMs: number;
  readonly endMs: number;
  /** Messages in it, counted one by one. */
  readonly messages: number;
  readonly items: readonly SequenceItem[];
}

/** Who said what to whom in a run, folded where it repeats. */
export interface SequenceModel {
  readonly run: RunDocument;
  readonly filter: SequenceFilter;
  readonly groups: readonly SequenceGroup[];
  /** Messages that passed the filter, counted one by one. */
  readonly messages: number;
  /** Messages that were sent and are not in the run document, since there were many of their kind. */
  readonly notKept: number;
}
