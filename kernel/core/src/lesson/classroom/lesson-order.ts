/**
 * Notices when a lesson's cells do not run from top to bottom, and says so once. Cells are known by the order of their first run, exercises by their order
 * in the bank.
 */
export class LessonOrder {
  private readonly exercises: readonly string[];
  private readonly cells: Map<string, { readonly ranJobs: boolean }> = new Map();
  private readonly reached: Set<string> = new Set();
  private isRepeated = false;
  private said = false;

  constructor(exercises: readonly string[]) {
    this.exercises = exercises;
  }

  /** @param key what the cell is known by: its id, or its text */
  cellBegan(key: string): void {
    this.isRepeated = this.cells.get(key)?.ranJobs === true;
  }

  /** Gives what is to be said. */
  cellEnded(key: string, jobIds: readonly number[]): string | undefined {
    const ranJobs = jobIds.length > 0 || this.cells.get(key)?.ranJobs === true;
    this.cells.set(key, { ranJobs });
    if (!this.isRepeated || jobIds.length === 0) return undefined;
    return this.once(
      `This cell ran before, so its jobs have new numbers: ${jobIds.length === 1 ? `job ${jobIds[0]}` : `jobs ${jobIds[0]} to ${jobIds.at(-1)}`}. ` +
        "That is fine; where the text names jobs, stages or RDDs by number, or a claim asks for them, run the notebook again from its first cell.",
    );
  }

  /** Gives what is to be said. */
  exerciseBegan(id: string): string | undefined {
    const place = this.exercises.indexOf(id);
    if (place < 0) return undefined;
    this.reached.add(id);
    const earlier = this.exercises.slice(0, place).find((one) => !this.reached.has(one));
    if (earlier === undefined) return undefined;
    return this.once(
      `${id} runs before ${earlier}, so numbers of jobs, stages and RDDs differ from those in the text. That is fine; for the same numbers run the notebook from its first cell.`,
    );
  }

  private once(message: string): string | undefined {
    if (this.said) return undefined;
    this.said = true;
    return message;
  }
}
