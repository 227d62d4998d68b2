import ts from "typescript";
import { literalValue } from "./literal-value.js";

/** Called with the awaited value of each expression that stands alone, and what the comment behind it says of it. */
export type Witness = (value: unknown, expected: Expected | undefined) => Promise<void>;

/** What a comment says about the expression before it. */
export interface Expected {
  readonly value: unknown;
  /** True for `[1, 2, …]`: the first elements only. */
  readonly isStart: boolean;
}

/** An example, ready to run. */
export interface ExampleProgram {
  /** Every identifier in the code, so whatever it uses of the names in scope. */
  readonly names: ReadonlySet<string>;
  run(scope: Readonly<Record<string, unknown>>, witness: Witness): Promise<void>;
}

const WITNESS = "__witness";
const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...args: unknown[]) => Promise<void>;

/**
 * Compiles the code of an example. A comment behind an expression that is a literal (an object or array of literals, too;
 * `…` may end an array) is what the expression must give; any other comment is prose.
 *
 * @throws Error for a comment that starts like a value and is none
 */
export function compileExample(code: string): ExampleProgram {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const expected: (Expected | undefined)[] = [];
  let instrumented = "";
  let position = 0;
  for (const statement of source.statements) {
    if (!ts.isExpressionStatement(statement)) continue;
    const { expression } = statement;
    const call = `await ${WITNESS}(${expected.length}, await (${expression.getText(source)}))`;
    instrumented += code.slice(position, expression.getStart(source)) + call;
    position = expression.end;
    expected.push(expectedValue(code, statement.end));
  }
  instrumented += code.slice(position);
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const { outputText } = ts.transpileModule(instrumented, { compilerOptions });
  return {
    names: identifiers(source),
    // In a block of its own, so that an example may declare a name that is in scope.
    run: (scope, witness) => {
      const body = new AsyncFunction(WITNESS, ...Object.keys(scope), `{${outputText}\n}`);
      return body((index: number, value: unknown) => witness(value, expected[index]), ...Object.values(scope));
    },
  };
}

function identifiers(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function expectedValue(code: string, end: number): Expected | undefined {
  const [range] = ts.getTrailingCommentRanges(code, end) ?? [];
  if (range === undefined) return undefined;
  const comment = code
    .slice(range.pos, range.end)
    .replace(/^\/\/\s*/, "")
    .trim();
  const text = comment.replace(/, …\]$/, "]");
  const literal = literalValue(text);
  if (literal !== undefined) return { value: literal[0], isStart: text !== comment };
  if (/^(["[{]|-?\d|(true|false|null)\b)/.test(comment)) throw new Error(`the comment is no value: ${comment}`);
  return undefined;
}
