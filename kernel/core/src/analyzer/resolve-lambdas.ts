import { AnalysisException } from "../errors/spark-error.js";
import {
  canonicalName,
  dataTypeOf,
  type Expression,
  FUNCTIONS,
  type LambdaFunction,
  type LambdaParameter,
  type LambdaVariable,
  resolveFunction,
  stringLiteral,
  type UnresolvedFunction,
} from "../plans/expressions/index.js";
import type { AnalyzerContext } from "./analyzer-context.js";

/** The parameters that names inside a lambda mean, by lower-case name. */
export type LambdaScope = ReadonlyMap<string, LambdaVariable>;

export function takesLambda(call: UnresolvedFunction): boolean {
  return call.args.some((arg) => arg.kind === "LambdaFunction");
}

/** The parameter of a lambda around a name, with the fields that follow it. */
export function parameterOf(parts: readonly string[], scope: LambdaScope): Expression | undefined {
  const variable = scope.get(parts[0]!.toLowerCase());
  if (variable === undefined) return undefined;
  return parts
    .slice(1)
    .reduce<Expression>(
      (child, field) => ({ kind: "UnresolvedExtractValue", child, extraction: stringLiteral(field) }),
      variable,
    );
}

/**
 * Resolves the arguments of a higher-order function: first those that are values, whose types say what the lambdas get, then the
 * lambdas (Spark's ResolveLambdaVariables).
 *
 * @param visit resolves an argument that is no lambda
 * @param visitBody resolves a lambda's body with its parameters in scope
 * @throws AnalysisException INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH, UNRESOLVED_ROUTINE
 */
export function resolveLambdas(
  call: UnresolvedFunction,
  visit: (e: Expression) => Expression,
  visitBody: (body: Expression, parameters: LambdaScope) => Expression,
  context: AnalyzerContext,
): Expression {
  const { name } = canonicalName(call.name.toLowerCase());
  const lambdas = FUNCTIONS[name]?.lambdas;
  if (lambdas === undefined) {
    // An unknown function says so itself.
    resolveFunction({ ...call, args: [] });
    throw notHigherOrder(call.name);
  }
  const values = call.args.map((arg) => (arg.kind === "LambdaFunction" ? arg : visit(arg)));
  const types = values.filter((arg) => arg.kind !== "LambdaFunction").map(dataTypeOf);
  const wanted = lambdas(types);
  let next = 0;
  const args = values.map((arg) =>
    arg.kind === "LambdaFunction" ? bound(call.name, arg, wanted[next++] ?? [], visitBody, context) : arg,
  );
  return { ...call, args };
}

function bound(
  functionName: string,
  lambda: LambdaFunction,
  wanted: readonly LambdaParameter[],
  visitBody: (body: Expression, parameters: LambdaScope) => Expression,
  context: AnalyzerContext,
): LambdaFunction {
  // A filter or transform may leave out the position, any other lambda takes what there is.
  const most = wanted.length;
  const least = functionName.toLowerCase() === "transform" || functionName.toLowerCase() === "filter" ? 1 : most;
  if (lambda.params.length < least || lambda.params.length > most) {
    throw wrongParameters(most, lambda.params.length);
  }
  const params = lambda.params.map((p, i): LambdaVariable => ({ ...p, ...wanted[i]!, exprId: context.ids.next() }));
  const scope = new Map(params.map((p) => [p.name.toLowerCase(), p] as const));
  return { ...lambda, params, body: visitBody(lambda.body, scope) };
}

function wrongParameters(expected: number, actual: number): AnalysisException {
  return new AnalysisException({
    condition: "INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH",
    message: `A higher order function expects ${expected} arguments, but got ${actual}.`,
    nextStep: "Give the lambda as many parameters as the function passes to it.",
    parameters: { expectedNumArgs: String(expected), actualNumArgs: String(actual) },
  });
}

function notHigherOrder(name: string): AnalysisException {
  return new AnalysisException({
    condition: "INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION",
    message: `A lambda function should only be used in a higher order function. However, its class is ${name}, which is not a higher order function.`,
    nextStep: "Use transform, filter, exists, forall, aggregate, zip_with or one of the map functions.",
    parameters: { class: name },
  });
}
