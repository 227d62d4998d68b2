/** What hosts and commands need of lessons beside predictions. */
export {
  type Bank,
  type Choice,
  type ChoiceQuestion,
  type Exercise,
  HINT_STEPS,
  type HintStep,
  type NumberQuestion,
  type OpenQuestion,
  type OrderQuestion,
  type Question,
  type QuestionKind,
} from "./bank/bank.js";
export type { BankSource } from "./bank/bank-source.js";
export { type LineOf, readBank } from "./bank/read-bank.js";
export type { CardBlock, LessonCard } from "./card/card.js";
export { CLAIMS, type Claim, type ClaimId, claimOf } from "./claims/claim-list.js";
export type { ClaimBasis } from "./claims/claim-rows.js";
export type { ExpectedFacts } from "./claims/judge-facts.js";
export type { MutationReport } from "./claims/mutate-claim.js";
export type { ClaimCase, ClaimExpectation } from "./claims/show-claim.js";
export { Classroom, type ClassroomPorts, type QuizHandle } from "./classroom/classroom.js";
export type { ClassroomEvent } from "./classroom/classroom-event.js";
export type { InterviewRequest } from "./classroom/interview.js";
export { KERNEL_VERSION, type LessonRequest } from "./classroom/lesson-request.js";
export type { ItemProgress, ProgressData } from "./classroom/progress.js";
export type { Answer } from "./quiz/judge-answer.js";
