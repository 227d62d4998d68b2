import { SparkError } from "../../errors/spark-error.js";
import type { PredictionVerdict } from "../../events/prediction-verdict.js";
import type { RunDocument } from "../../events/run.js";
import { HINT_STEPS, type OpenQuestion, type Question } from "../bank/bank.js";
import type { BankSource } from "../bank/bank-source.js";
import { readQuestion } from "../bank/read-bank.js";
import { type LessonCard, note } from "../card/card.js";
import { missedFacts, missLines, plainFacts } from "../claims/judge-facts.js";
import { mutateClaim } from "../claims/mutate-claim.js";
import { type ClaimCase, showClaim } from "../claims/show-claim.js";
import { hintCard } from "../hints/hint-card.js";
import { type Answer, judgeAnswer } from "../quiz/judge-answer.js";
import { markedCard, questionCard, rubricCard, verdictCard } from "../quiz/question-card.js";
import { BankIndex } from "./bank-index.js";
import type { ClassroomEvent } from "./classroom-event.js";
import { blankCard, exerciseCard } from "./exercise-card.js";
import { checkInterview, Interview, type InterviewRequest } from "./interview.js";
import { bankRemarks, lessonCard } from "./lesson-card.js";
import { LessonOrder } from "./lesson-order.js";
import { checkRequest, type LessonRequest, pinnedSettings, requestNotes } from "./lesson-request.js";
import { confidenceText, Progress, type ProgressData } from "./progress.js";
import { progressCard } from "./progress-card.js";
import { earlierLessons, recapQuestions } from "./recap.js";

/** What a classroom asks of the world around it. */
export interface ClassroomPorts {
  /** Starts a fresh application with these settings, for the lesson and all that it starts. */
  startLesson(settings: Readonly<Record<string, string>>): void;
  /** A setting of the running application. */
  setting(key: string): string;
  sparkVersion(): string;
  lessonHash(): string | undefined;
  /** Shows a card under the cell; what it gives back shows another one in its place. */
  show(card: LessonCard): (card: LessonCard) => void;
  /** Shows a short remark under the cell. */
  print(text: string): void;
  /** The lessons' banks, those beside the notebook included. */
  banks(): readonly BankSource[];
  /** The learner's own clock, in milliseconds; the core has none. */
  now(): number;
  /** What earlier sessions knew of the learner. */
  loadProgress(): ProgressData;
  saveProgress(data: ProgressData): void;
  /** Hears what happens, for the commands that keep lessons honest. */
  record(event: ClassroomEvent): void;
  /** Claims are also tried on changed data. */
  readonly mutate: boolean;
}

/** What `quiz` gives back: the learner marks an open question with it. */
export interface QuizHandle {
  /** Marks one's own answer to an open question, a point of its rubric each. @throws SparkError INVALID_ANSWER */
  mark(points: readonly boolean[]): void;
}

/** One notebook's lesson: its order, its questions, what was answered. All that lessons do in a cell goes through here. */
export class Classroom {
  private readonly ports: ClassroomPorts;
  private index: BankIndex;
  private current:
    | { readonly id: string; readonly order: LessonOrder; readonly claims: Set<string>; readonly seed: number }
    | undefined;
  private learnt: Progress | undefined;
  private interviewed: Interview | undefined;
  private isInterviewing = false;
  private cell = { number: 0, key: "" };
  private saidNoLesson = false;
  /** The hint that was shown last, by exercise. */
  private readonly hints: Map<string, number> = new Map();

  constructor(ports: ClassroomPorts) {
    this.ports = ports;
    this.index = new BankIndex(() => ports.banks());
  }

  /** A cell begins. @param key what it is known by: its id, or its text */
  cellBegan(number: number, key: string): void {
    this.cell = { number, key };
    this.current?.order.cellBegan(key);
  }

  /** An application has ended within the cell, since the program has started another one; `run` is what the cell ran in it. */
  applicationEnded(run: RunDocument): void {
    for (const verdict of run.predictions) this.predicted(verdict);
  }

  /** The cell has ended; `run` is what it ran, in its last application. */
  cellEnded(run: RunDocument | undefined): void {
    const { number, key } = this.cell;
    for (const verdict of run?.predictions ?? []) this.predicted(verdict);
    this.say(
      this.current?.order.cellEnded(
        key,
        (run?.jobs ?? []).map(({ jobId }) => jobId),
      ),
    );
    const hash = this.ports.lessonHash();
    if (hash !== undefined) this.ports.record({ kind: "cell", cell: number, hash });
  }

  /** Starts a lesson and shows its card. @throws SparkError INVALID_LESSON */
  lesson(request: LessonRequest): void {
    const checked = checkRequest(request);
    // A bank that was mended meanwhile counts from here on.
    this.index = new BankIndex(() => this.ports.banks());
    const { bank, problem } = this.index.atHand(checked.id);
    this.ports.startLesson(pinnedSettings({ ...checked, title: checked.title ?? bank?.title ?? checked.id }));
    const order = new LessonOrder((bank?.exercises ?? []).map(({ id }) => id));
    this.current = { id: checked.id, order, claims: new Set(), seed: checked.seed ?? 0 };
    const settings = {
      sparkVersion: this.ports.sparkVersion(),
      aqe: this.ports.setting("spark.sql.adaptive.enabled") === "true",
      shufflePartitions: this.ports.setting("spark.sql.shuffle.partitions"),
      seed: this.ports.setting("spark.stageplay.seed"),
    };
    const remarks = [...requestNotes(checked, bank?.version).map(note), ...bankRemarks(problem)];
    this.ports.show(lessonCard(checked, bank, settings, remarks));
    this.ports.record({ kind: "lesson", cell: this.cell.number, id: checked.id });
  }

  /** Holds a claim against the data of a run. @throws SparkError, see {@link showClaim} */
  claim<E, F extends object>(claimCase: ClaimCase<E, F>): void {
    this.needsLesson();
    const { claim, line } = showClaim(claimCase);
    this.current?.claims.add(claim.id);
    this.ports.print(line);
    const mutation = this.ports.mutate ? { mutation: mutateClaim(claimCase) } : {};
    this.ports.record({ kind: "claim", cell: this.cell.number, id: claim.id, line, ...mutation });
  }

  /** Holds what a learner's program did against what the exercise asks for, and says calmly what is still missing. */
  exercise<E, F extends object>(id: string, evidence: E | undefined, facts: (evidence: E) => F, right: object): void {
    const task = this.index.exercise(id);
    this.needsLesson();
    this.began(id);
    if (evidence === undefined) return void this.ports.show(blankCard(task));
    const misses = missedFacts(plainFacts(facts(evidence)), right);
    this.progress.answered(id, misses.length === 0);
    this.save();
    this.ports.record({ kind: "exercise", cell: this.cell.number, id, correct: misses.length === 0 });
    this.ports.show(exerciseCard(task, missLines(misses), confidenceText(this.progress.confidence(id))));
  }

  /** Shows the next hint of an exercise, or a certain one. @throws SparkError UNKNOWN_EXERCISE, INVALID_HINT */
  hint(id: string, step?: number): void {
    const exercise = this.index.exercise(id);
    const next = Math.min((this.hints.get(id) ?? 0) + 1, HINT_STEPS.length);
    const shown = step ?? next;
    if (!(Number.isInteger(shown) && shown >= 1 && shown <= HINT_STEPS.length)) throw noSuchHint(id, shown);
    this.hints.set(id, shown);
    this.progress.hinted(id, shown);
    this.save();
    this.ports.show(hintCard(exercise, shown));
  }

  /**
   * Asks a question of the bank, or one that is given, and judges the answer to it.
   *
   * @throws SparkError UNKNOWN_QUESTION, INVALID_BANK, INVALID_ANSWER
   */
  quiz(asked: string | object, answer?: Answer, { evidence }: { readonly evidence?: unknown } = {}): QuizHandle {
    const question = typeof asked === "string" ? this.index.question(asked) : readQuestion(asked);
    if (typeof asked !== "string") this.index.add(question);
    const replace = this.ports.show(this.answerCard(question, answer, evidenceText(evidence)));
    return { mark: (points) => replace(this.markedCard(question, points)) };
  }

  private answerCard(question: Question, answer: Answer | undefined, evidence: string | undefined): LessonCard {
    if (answer === undefined) return questionCard(question);
    if (question.kind === "open") return rubricCard(question, String(answer), evidence);
    const verdict = judgeAnswer(question, answer);
    this.progress.answered(question.id, verdict.right);
    this.save();
    return verdictCard(question, verdict, confidenceText(this.progress.confidence(question.id)));
  }

  /** Shows what was answered of the lesson. */
  showProgress(): void {
    if (this.current === undefined) {
      this.say(
        "No lesson has begun, so there is nothing to show yet. Next step: run the notebook from its first cell.",
      );
      return;
    }
    const { id, claims } = this.current;
    this.ports.show(progressCard(id, this.index.bank(id), this.progress, claims.size));
  }

  /** Asks questions of earlier lessons again. */
  recap(lesson: string, count = 3): void {
    const { seed = 0 } = this.current ?? {};
    const banks = earlierLessons(lesson, this.index.lessons).flatMap((earlier) => this.index.bank(earlier) ?? []);
    const questions = recapQuestions(lesson, banks, this.learned(), { seed, count });
    if (questions.length === 0) this.ports.print(`Nothing to repeat before ${lesson}.`);
    for (const question of questions) this.ports.show(questionCard(question));
  }

  /**
   * Starts an interview; without a request it sums up the running one.
   *
   * @throws SparkError NO_INTERVIEW, INVALID_INTERVIEW, UNKNOWN_EXERCISE, UNKNOWN_QUESTION
   */
  interview(request?: InterviewRequest): void {
    const bankOf = (lesson: string) => this.index.bank(lesson);
    if (request !== undefined) {
      checkInterview(request);
      for (const id of request.items) this.checkItem(id);
      this.interviewed = new Interview(request, new Progress(), this.ports.now());
      this.isInterviewing = true;
      this.ports.show(this.interviewed.startCard(bankOf));
      return;
    }
    if (this.interviewed === undefined) throw noInterview();
    this.isInterviewing = false;
    this.ports.show(this.interviewed.summaryCard(this.ports.now(), bankOf));
  }

  /** Where answers go: into the interview while it lasts. */
  private get progress(): Progress {
    return this.isInterviewing && this.interviewed !== undefined ? this.interviewed.progress : this.learned();
  }

  private learned(): Progress {
    this.learnt ??= new Progress(this.ports.loadProgress());
    return this.learnt;
  }

  private save(): void {
    if (!this.isInterviewing) this.ports.saveProgress(this.learned().data);
  }

  private markedCard(question: Question, points: readonly boolean[]): LessonCard {
    if (question.kind !== "open") throw notOpen(question);
    if (points.length !== question.rubric.length) throw wrongMarks(question, points.length);
    this.progress.marked(question.id, points.filter(Boolean).length / points.length);
    this.save();
    return markedCard(question, points, confidenceText(this.progress.confidence(question.id)));
  }

  private predicted({ id, correct, fields }: PredictionVerdict): void {
    if (id === undefined) return;
    // What is not filled in yet is no answer.
    const isOpen = fields.some(({ state }) => state === "open");
    if (!isOpen) this.ports.record({ kind: "prediction", cell: this.cell.number, id, correct });
    if (!this.index.hasExercise(id)) return;
    this.needsLesson();
    this.began(id);
    if (isOpen) return;
    this.progress.answered(id, correct);
    this.save();
    const confidence = this.progress.confidence(id);
    if (correct && confidence < 1) this.ports.print(`${id}: right. Confidence: ${confidenceText(confidence)}.`);
  }

  private began(id: string): void {
    this.say(this.current?.order.exerciseBegan(id));
  }

  private say(message: string | undefined): void {
    if (message !== undefined) this.ports.show({ blocks: [note(message)] });
  }

  private needsLesson(): void {
    if (this.current !== undefined || this.saidNoLesson) return;
    this.saidNoLesson = true;
    this.say(
      "The lesson's first cell has not run yet, so settings and numbers may differ from the text. Next step: run the notebook from its first cell.",
    );
  }

  private checkItem(id: string): void {
    if (/\.q\d/.test(id)) this.index.question(id);
    else this.index.exercise(id);
  }
}

/** A run says itself what it is; anything else is just there. */
function evidenceText(evidence: unknown): string | undefined {
  if (evidence === undefined || evidence === null) return undefined;
  return typeof evidence === "string" ? evidence : String(evidence);
}

function noSuchHint(id: string, step: number): SparkError {
  return new SparkError({
    condition: "INVALID_HINT",
    message: `There is no hint ${String(step)} for ${id}; there are ${HINT_STEPS.length}.`,
    nextStep: `Write \`hint("${id}")\` for the next one, or \`hint("${id}", 2)\`.`,
  });
}

function notOpen({ id }: Question): SparkError {
  return new SparkError({
    condition: "INVALID_ANSWER",
    message: `The question ${id} is judged, and needs no marks of your own.`,
    nextStep: `Ask it with \`quiz("${id}")\`.`,
  });
}

function wrongMarks({ id, rubric }: OpenQuestion, given: number): SparkError {
  return new SparkError({
    condition: "INVALID_ANSWER",
    message: `The rubric of ${id} has ${rubric.length} points, and ${given} were marked.`,
    nextStep: `Write \`quiz("${id}").mark([${rubric.map(() => "true").join(", ")}])\`.`,
  });
}

function noInterview(): SparkError {
  return new SparkError({
    condition: "NO_INTERVIEW",
    message: "No interview has been started.",
    nextStep: 'Start one with `interview({ minutes: 45, items: ["L01.q1", "L01.2"] })`.',
  });
}
