import { nearestNames } from "../../base/nearest-name.js";
import { SparkError } from "../../errors/spark-error.js";
import type { Bank, Exercise, Question } from "../bank/bank.js";
import { type BankSource, lessonOf } from "../bank/bank-source.js";

/** What a lesson has of its bank: the bank, what is wrong with it, or neither where there is none. */
export interface BankAtHand {
  readonly bank?: Bank;
  readonly problem?: SparkError;
}

interface Items {
  readonly exercise: Exercise;
  readonly question: Question;
}

const CONDITIONS = { exercise: "UNKNOWN_EXERCISE", question: "UNKNOWN_QUESTION" } as const;

/** Finds exercises and questions in the banks at hand. A bank is read when something of its lesson is asked for. */
export class BankIndex {
  private readonly inline: Map<string, Question> = new Map();
  private readonly read: Map<string, BankAtHand> = new Map();
  private readonly find: () => readonly BankSource[];
  private found: readonly BankSource[] | undefined;

  /** @param find gives the banks; asked once, when the first is wanted */
  constructor(find: () => readonly BankSource[]) {
    this.find = find;
  }

  /** All banks that can be read; others matter to their own lesson only. */
  get banks(): readonly Bank[] {
    return this.sources.flatMap(({ lesson }) => this.atHand(lesson).bank ?? []);
  }

  /** The bank of a lesson, if it has one that can be read. */
  bank(lesson: string): Bank | undefined {
    return this.atHand(lesson).bank;
  }

  atHand(lesson: string): BankAtHand {
    const known = this.read.get(lesson);
    if (known !== undefined) return known;
    const source = this.sources.find((one) => one.lesson === lesson);
    const read = source === undefined ? {} : readSource(source);
    this.read.set(lesson, read);
    return read;
  }

  /** Lessons that have a bank, readable or not. */
  get lessons(): readonly string[] {
    return this.sources.map(({ lesson }) => lesson);
  }

  /** A question that stands in the notebook. */
  add(question: Question): void {
    this.inline.set(question.id, question);
  }

  hasExercise(id: string): boolean {
    return this.bank(lessonOf(id))?.exercises.some((exercise) => exercise.id === id) === true;
  }

  /** @throws SparkError UNKNOWN_EXERCISE; INVALID_BANK when its bank cannot be read */
  exercise(id: string): Exercise {
    return this.item(id, "exercise", (bank) => bank.exercises);
  }

  /** @throws SparkError UNKNOWN_QUESTION; INVALID_BANK when its bank cannot be read */
  question(id: string): Question {
    return this.inline.get(id) ?? this.item(id, "question", (bank) => bank.questions);
  }

  private get sources(): readonly BankSource[] {
    this.found ??= this.find();
    return this.found;
  }

  private item<K extends keyof Items>(id: string, what: K, itemsOf: (bank: Bank) => readonly Items[K][]): Items[K] {
    const { bank, problem } = this.atHand(lessonOf(String(id)));
    if (problem !== undefined) throw problem;
    const found = bank === undefined ? undefined : itemsOf(bank).find((item) => item.id === id);
    if (found !== undefined) return found;
    const near = bank === undefined ? this.banks : [bank];
    const ids = near.flatMap((one) => itemsOf(one).map((item) => item.id));
    const [nearest] = nearestNames(String(id), ids, 1);
    throw new SparkError({
      condition: CONDITIONS[what],
      message: `There is no ${what} ${JSON.stringify(id)} in the banks at hand.${nearest === undefined ? "" : ` Did you mean ${nearest}?`}`,
      nextStep: "Use an id of the lesson's text, or put a file `<anything>.bank.yaml` with it beside the notebook.",
    });
  }
}

function readSource(source: BankSource): BankAtHand {
  try {
    return { bank: source.read() };
  } catch (error) {
    if (error instanceof SparkError) return { problem: error };
    throw error;
  }
}
