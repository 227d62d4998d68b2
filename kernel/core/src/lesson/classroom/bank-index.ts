import { nearestNames } from "../../base/nearest-name.js";
import { SparkError } from "../../errors/spark-error.js";
import type { Bank, Exercise, Question } from "../bank/bank.js";

/** Finds exercises and questions in the banks at hand. */
export class BankIndex {
  private readonly inline: Map<string, Question> = new Map();
  private readonly read: () => readonly Bank[];
  private found: readonly Bank[] | undefined;

  /** @param read gives the banks; asked once, when the first is wanted */
  constructor(read: () => readonly Bank[]) {
    this.read = read;
  }

  get banks(): readonly Bank[] {
    this.found ??= this.read();
    return this.found;
  }

  bank(lesson: string): Bank | undefined {
    return this.banks.find((bank) => bank.lesson === lesson);
  }

  /** A question that stands in the notebook. */
  add(question: Question): void {
    this.inline.set(question.id, question);
  }

  /** @throws SparkError UNKNOWN_EXERCISE */
  exercise(id: string): Exercise {
    return find(
      id,
      "exercise",
      this.banks.flatMap((bank) => bank.exercises),
    );
  }

  /** @throws SparkError UNKNOWN_QUESTION */
  question(id: string): Question {
    return (
      this.inline.get(id) ??
      find(
        id,
        "question",
        this.banks.flatMap((bank) => bank.questions),
      )
    );
  }
}

function find<T extends { readonly id: string }>(id: string, what: "exercise" | "question", all: readonly T[]): T {
  const found = all.find((one) => one.id === id);
  if (found !== undefined) return found;
  const ids = all.map((one) => one.id);
  const [nearest] = nearestNames(String(id), ids, 1);
  throw new SparkError({
    condition: what === "exercise" ? "UNKNOWN_EXERCISE" : "UNKNOWN_QUESTION",
    message: `There is no ${what} ${JSON.stringify(id)} in the banks at hand.${nearest === undefined ? "" : ` Did you mean ${nearest}?`}`,
    nextStep: "Use an id of the lesson's text, or put a file `<notebook>.bank.yaml` with it beside the notebook.",
  });
}
