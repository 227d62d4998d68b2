/** What lessons have in scope in every cell, as types; `lesson-scope.ts` gives the values. */
import type {
  Answer,
  ClaimExpectation,
  ClaimId,
  ExpectedFacts,
  InterviewRequest,
  LessonRequest,
  Question,
  QuizHandle,
} from "@stageplay/core";
import type { ExerciseId, QuestionId } from "./bank-ids.js";

/** An id that the editor completes; those of a teacher's own bank are as good. */
type Known<Id extends string> = Id | (string & Record<never, never>);

/**
 * Starts a lesson, in its first cell: a fresh application, whose ids, clock and random streams begin anew, with the lesson's profile, seed and settings. Shows
 * the lesson's card.
 *
 * @example
 * lesson({ id: "L00", version: 1, kernel: ">=0.1", profile: "spark-4.x", seed: 42, conf: { "spark.sql.adaptive.enabled": false } });
 */
export declare function lesson(request: LessonRequest): void;

/** Hash of the event log since the lesson began: equal for equal runs from the first cell on. Undefined outside of a lesson. */
export declare function lessonHash(): string | undefined;

/**
 * Shows a claim by the data of a run. It throws when a fact is not as expected, and prints one line when all are.
 *
 * @param evidence a run (`spark.lastRun`), or several by name: `{ before, after }`
 * @param facts reads named values of the evidence, and nothing else
 * @param expected `right`: what they have to be, as values or matchers (`within(…)`, `atLeast(…)`, `oneOf(…)`). `naive`: what the usual statement would
 * make of them, which must not hold; needed for claims whose usual statement is wrong.
 * @throws SparkError CLAIM_NOT_SHOWN, NAIVE_CLAIM_HOLDS, CLAIM_NEEDS_NAIVE, CLAIM_WITHOUT_EVIDENCE, UNKNOWN_CLAIM
 *
 * @example
 * for (let i = 0; i < 5; i++) await sc.parallelize([1, 2], 2).count();
 * claim("C003", spark.lastRun, (run) => ({ jobs: run.jobs.length }), { right: { jobs: 5 } });
 */
export declare function claim<E, F extends object>(
  id: ClaimId,
  evidence: E,
  facts: (evidence: E) => F,
  expected: ClaimExpectation<F>,
): void;

/**
 * Looks whether a learner's program did what an exercise asks for, and says calmly what is missing. Never throws for a wrong answer.
 *
 * @param evidence what the learner's cell left behind; undefined while it is blank
 *
 * @example
 * await sc.parallelize([1, 2, 3, 4], 2).keyBy((n) => n % 2).groupByKey().collect();
 * exercise("L01.3", spark.lastRun, (run) => ({ stages: run.finalJob.stages.length }), { stages: 3 }); // not yet: it was 2
 */
export declare function exercise<E, F extends object>(
  id: Known<ExerciseId>,
  evidence: E | undefined,
  facts: (evidence: E) => F,
  right: ExpectedFacts<F>,
): void;

/**
 * Shows the next of five hints for an exercise, or a certain one: a nudge, the concept, where to look, a worked twin with other numbers, the answer. Hints
 * lower the confidence that is shown, and nothing else.
 *
 * @example
 * hint("L00.2");
 * hint("L00.2", 1); // back to the first
 */
export declare function hint(id: Known<ExerciseId>, step?: number): void;

/**
 * Asks a question; with an answer, judges it. An answer is a letter, letters, a number, or words of your own.
 *
 * @example
 * quiz("L00.q1");
 * quiz("L00.q1", "a");
 */
export declare function quiz(
  id: Known<QuestionId> | Question,
  answer?: Answer,
  options?: { readonly evidence?: unknown },
): QuizHandle;

/** Shows what was answered of this lesson, and how surely. */
export declare function progress(): void;

/** Asks questions of earlier lessons again, three unless said otherwise. @example recap("L05") */
export declare function recap(lesson: string, count?: number): void;

/**
 * Starts an interview to practise: exercises and questions in a row, in a given time of your own clock. Without a request it sums up, and names what to
 * repeat.
 *
 * @example
 * interview({ minutes: 45, items: ["L00.q1", "L00.2"] });
 */
export declare function interview(request?: InterviewRequest): void;
