import type { Expression } from "../../../plans/expressions/index.js";

/** What a generated function is given by reference: never as text inside its source. */
export type Reference =
  | { readonly kind: "constant"; readonly value: unknown }
  /** An expression's evaluator that counts its calls: made once a task, whatever variants of the function run there. */
  | { readonly kind: "perTask"; readonly expression: Expression; readonly origin: Expression };

/** A generated function as it is written: lines of its loop, what must be at hand before, and its references. */
export class FunctionCode {
  readonly references: Reference[] = [];
  /** Whether a null handed to a value function is an error (`spark.sql.ansi.enabled`). */
  readonly ansi: boolean;
  private readonly constants: Map<unknown, string> = new Map();
  private readonly prelude: { readonly line: string; readonly names: readonly string[] }[] = [];
  private readonly body: string[] = [];
  private readonly counters: string[] = [];
  private depth = 0;
  private names = 0;

  constructor(ansi: boolean) {
    this.ansi = ansi;
  }

  /** A name that nothing else has. */
  fresh(prefix: string): string {
    return `${prefix}${++this.names}`;
  }

  /** The name of something that every call of the function shares: a function, a literal, a table. */
  constant(value: unknown): string {
    const known = this.constants.get(value);
    if (known !== undefined) return known;
    const name = this.reference({ kind: "constant", value });
    this.constants.set(value, name);
    return name;
  }

  /** @param origin the expression as the operator has it, which is the same for all variants of the function */
  perTask(expression: Expression, origin: Expression): string {
    return this.reference({ kind: "perTask", expression, origin });
  }

  private reference(reference: Reference): string {
    this.references.push(reference);
    return `r${this.references.length - 1}`;
  }

  /** A line before the loop; left out when `names` are given, the variables that it makes, and nothing uses them. */
  before(line: string, names: readonly string[] = []): void {
    this.prelude.push({ line, names });
  }

  line(text: string): void {
    this.body.push("  ".repeat(this.depth) + text);
  }

  /** A place for a line that is not known yet; left out when it is never filled. */
  reserve(): number {
    this.line("");
    return this.body.length - 1;
  }

  fill(place: number, text: string): void {
    this.body[place] += text;
  }

  /** `opening { … }` */
  block(opening: string, inside: () => void): void {
    this.line(`${opening} {`);
    this.depth++;
    inside();
    this.depth--;
    this.line("}");
  }

  /** A number that the function adds to its task's counters when it ends, also by an error. Gives its place among them and its variable. */
  counter(): { readonly index: number; readonly variable: string } {
    const variable = `count${this.counters.length}`;
    this.counters.push(variable);
    return { index: this.counters.length - 1, variable };
  }

  get numCounters(): number {
    return this.counters.length;
  }

  /** The whole source: a function of the references that gives the function of a batch and the task's state. */
  source(name: string, loop: string, after: readonly string[]): string {
    const body = this.body.filter((line) => line.trim() !== "");
    const used = new Set([...body, ...after, loop].flatMap((line) => line.match(/[A-Za-z_$][\w$]*/g) ?? []));
    const prelude: string[] = [];
    for (const { line, names } of [...this.prelude].reverse()) {
      if (names.length > 0 && !names.some((variable) => used.has(variable))) continue;
      prelude.unshift(line);
      for (const variable of line.match(/[A-Za-z_$][\w$]*/g) ?? []) used.add(variable);
    }
    const lines = [
      `return function ${name}(batch, task) {`,
      ...this.references.flatMap((_, i) => (used.has(`r${i}`) ? [`  const r${i} = references[${i}];`] : [])),
      ...this.counters.map((counter) => `  let ${counter} = 0;`),
      ...prelude.map((line) => `  ${line}`),
      "  try {",
      `    ${loop} {`,
      ...body.map((line) => `      ${line}`),
      "    }",
      "  } finally {",
      ...this.counters.map((counter, i) => `    task.counts[${i}] += ${counter};`),
      "  }",
      ...after.map((line) => `  ${line}`),
      "};",
    ];
    return lines.join("\n");
  }
}
