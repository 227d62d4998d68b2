import type {
  Answer,
  ClaimExpectation,
  ClaimId,
  Classroom,
  InterviewRequest,
  LessonRequest,
  QuizHandle,
} from "@stageplay/core";
import { DISPLAY } from "../cell/mime-bundle.js";

/** What lessons have in scope in every cell; `lesson-prelude.ts` holds the types. */
export function lessonScope(
  classroom: Classroom,
  lessonHash: () => string | undefined,
): Readonly<Record<string, unknown>> {
  return {
    lesson: (request: LessonRequest) => classroom.lesson(request),
    lessonHash,
    claim: <E, F extends object>(
      id: ClaimId,
      evidence: E,
      facts: (evidence: E) => F,
      expected: ClaimExpectation<F>,
    ): void => classroom.claim({ id, evidence, facts, expected }),
    exercise: <E, F extends object>(
      id: string,
      evidence: E | undefined,
      facts: (evidence: E) => F,
      right: object,
    ): void => classroom.exercise(id, evidence, facts, right),
    hint: (id: string, step?: number) => classroom.hint(id, step),
    quiz: (asked: string | object, answer?: Answer, options?: { readonly evidence?: unknown }) =>
      unseen(classroom.quiz(asked, answer, options)),
    progress: () => classroom.showProgress(),
    recap: (id: string, count?: number) => classroom.recap(id, count),
    interview: (request?: InterviewRequest) => classroom.interview(request),
  };
}

/** What a cell ends with is shown; the question has been shown already. */
function unseen(handle: QuizHandle): QuizHandle {
  return Object.defineProperty({ ...handle }, DISPLAY, { value: () => ({}), enumerable: false });
}
