import type {
  ParsedExpression,
  ParsedQuery,
  ParsedQueryBody,
  ParsedRelation,
  ParsedSelect,
  ParsedSortItem,
} from "@stageplay/core";
import type {
  ColumnNameContext,
  CtesContext,
  JoinRelationContext,
  QueryContext,
  QueryOrganizationContext,
  QueryPrimaryContext,
  QuerySpecificationContext,
  QueryStatementContext,
  QueryTermContext,
  RelationContext,
  RelationPrimaryContext,
  SortItemContext,
  SubQueryTableSourceContext,
  TableAliasContext,
  TableSourceContext,
} from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { visitBoolean, visitExpression } from "./expression-visitor.js";
import { errorCapturingText, unquoted } from "./identifiers.js";
import { visitNamedExpression } from "./named-expression-visitor.js";
import { unsupportedSql } from "./unsupported.js";

/** ANTLR's tree of a query turned into the neutral tree of the port. */
export function visitQuery(query: QueryContext): ParsedQuery {
  const ctx = query as QueryStatementContext;
  const organization = ctx.queryOrganization();
  return {
    ctes: visitCtes(ctx.ctes()),
    body: visitTerm(ctx.queryTerm()),
    orderBy: visitOrderBy(organization),
    ...visitLimit(organization),
  };
}

function visitCtes(ctx: CtesContext | null): ParsedQuery["ctes"] {
  return (ctx?.namedQuery() ?? []).map((named) => {
    if (named._columnAliases)
      throw unsupportedSql("column names after a WITH name", "Name the columns inside with AS.");
    return {
      name: errorCapturingText(named._name ?? named.errorCapturingIdentifier()),
      query: visitQuery(named.query()),
    };
  });
}

function visitOrderBy(ctx: QueryOrganizationContext): readonly ParsedSortItem[] {
  if (ctx.KW_CLUSTER() || ctx.KW_DISTRIBUTE()) {
    throw unsupportedSql("CLUSTER BY and DISTRIBUTE BY", "Use df.repartition(…) and sortWithinPartitions(…).");
  }
  if (ctx.KW_SORT()) throw unsupportedSql("SORT BY", "Use df.sortWithinPartitions(…).");
  if (ctx.windowClause()) throw unsupportedSql("a WINDOW clause", "Write the window behind each OVER.");
  return ctx.orderOrSortByClause().flatMap((clause) => clause.sortItem().map(visitSortItem));
}

export function visitSortItem(ctx: SortItemContext): ParsedSortItem {
  const ascending = ctx.KW_DESC() === null;
  const nullsFirst = ctx.KW_NULLS() ? ctx.KW_FIRST() !== null : ascending;
  return { expression: visitColumnOrExpression(ctx), ascending, nullsFirst };
}

function visitLimit(ctx: QueryOrganizationContext): { readonly limit?: number } {
  if (ctx.KW_OFFSET()) throw unsupportedSql("OFFSET", "Number the rows with row_number() and filter.");
  const clause = ctx.limitClause();
  if (!clause || clause.KW_ALL()) return {};
  const value = visitExpression(clause.expression()!);
  const n = value.node === "literal" && value.dataType.kind === "integer" ? (value.value as number) : undefined;
  if (n === undefined || n < 0) throw unsupportedSql("a LIMIT that is no whole number", "Write LIMIT 10.");
  return { limit: n };
}

function visitTerm(ctx: QueryTermContext): ParsedQueryBody {
  const primary = ctx.queryPrimary();
  if (primary) return visitPrimaryQuery(primary);
  const node = ctx.KW_UNION() ? "union" : ctx.KW_INTERSECT() ? "intersect" : "except";
  const [left, right] = ctx.queryTerm();
  const all = ctx.setQuantifier()?.KW_ALL() != null;
  return { node, all, left: visitTerm(left!), right: visitTerm(right!) };
}

function visitPrimaryQuery(ctx: QueryPrimaryContext): ParsedQueryBody {
  const specification = ctx.querySpecification();
  if (specification) return visitSelect(specification);
  const query = ctx.query();
  if (query) return { node: "query", query: visitQuery(query) };
  const table = ctx.tableName();
  if (!table) throw unsupportedSql(`'${ctx.getText()}'`, "Write SELECT … FROM ….");
  const star: ParsedExpression = { node: "star", qualifier: [] };
  const from: readonly ParsedRelation[] = [{ node: "table", parts: tableParts(table.getText()) }];
  return { node: "select", distinct: false, items: [star], from, groupBy: [] };
}

function visitSelect(ctx: QuerySpecificationContext): ParsedSelect {
  const select = ctx.selectClause();
  if (!select) throw unsupportedSql("TRANSFORM", "Use select with expressions.");
  if (ctx.lateralView().length > 0)
    throw unsupportedSql("LATERAL VIEW", "Use df.select(…, explode(…)) and make a view of it.");
  if (ctx.windowClause()) throw unsupportedSql("a WINDOW clause", "Write the window behind each OVER.");
  const from = ctx.fromClause();
  if (from?.pivotClause() || from?.unPivotClause())
    throw unsupportedSql("PIVOT", "Use one sum(when(…)) for each value instead.");
  const where = ctx.whereClause();
  const having = ctx.havingClause();
  return {
    node: "select",
    distinct: select.setQuantifier()?.KW_DISTINCT() != null,
    items: select.selectList().namedExpressionSeq().namedExpression().map(visitNamedExpression),
    from: (from?.relation() ?? []).map(visitRelation),
    ...(where ? { where: visitBoolean(where.booleanExpression()) } : {}),
    groupBy: visitGroupBy(ctx),
    ...(having ? { having: visitBoolean(having.booleanExpression()) } : {}),
  };
}

function visitGroupBy(ctx: QuerySpecificationContext): readonly ParsedExpression[] {
  const clause = ctx.aggregationClause();
  if (!clause) return [];
  const items = clause.groupByClause();
  if (clause.KW_WITH() || clause.KW_GROUPING() || items.some((item) => item.groupingAnalytics())) {
    throw unsupportedSql("ROLLUP, CUBE and GROUPING SETS", "Use df.rollup(…) or df.cube(…).");
  }
  return [...items.map(visitColumnOrExpression), ...clause.expression().map(visitExpression)];
}

/** The grammar takes a lone name for a column of its own. */
function visitColumnOrExpression(ctx: {
  columnName(): ColumnNameContext | null;
  expression(): import("dt-sql-parser/dist/lib/spark/SparkSqlParser.js").ExpressionContext | null;
}): ParsedExpression {
  const expression = ctx.expression();
  if (expression) return visitExpression(expression);
  const parts = ctx.columnName()?.multipartIdentifierAllowEmpty()?.multipartIdentifier();
  if (!parts) throw unsupportedSql("an empty expression", "Name a column.");
  return { node: "column", parts: parts.errorCapturingIdentifier().map(errorCapturingText) };
}

function visitRelation(ctx: RelationContext): ParsedRelation {
  if (ctx.KW_LATERAL()) throw unsupportedSql("LATERAL", "Use a join.");
  if (ctx.pivotClause().length + ctx.unPivotClause().length > 0)
    throw unsupportedSql("PIVOT", "Use one sum(when(…)) for each value instead.");
  const primary = ctx.relationPrimary();
  const first: ParsedRelation = primary
    ? visitRelationPrimary(primary)
    : { node: "table", parts: tableParts(ctx.tableName()!.getText()) };
  return ctx.joinRelation().reduce(visitJoin, first);
}

function visitJoin(left: ParsedRelation, ctx: JoinRelationContext): ParsedRelation {
  if (ctx.KW_NATURAL()) throw unsupportedSql("NATURAL JOIN", "Write JOIN … USING (columns).");
  if (ctx.KW_LATERAL()) throw unsupportedSql("LATERAL", "Use a join on a condition.");
  const type = ctx.joinType();
  const joinType = type?.KW_CROSS()
    ? "cross"
    : type?.KW_SEMI()
      ? "left_semi"
      : type?.KW_ANTI()
        ? "left_anti"
        : type?.KW_LEFT()
          ? "left"
          : type?.KW_RIGHT()
            ? "right"
            : type?.KW_FULL()
              ? "full"
              : "inner";
  const criteria = ctx.joinCriteria();
  const condition = criteria?.booleanExpression();
  const using = criteria?.identifierList()?.identifierSeq().errorCapturingIdentifier().map(errorCapturingText);
  const on: ParsedExpression | undefined = condition ? visitBoolean(condition) : columnsEqual(criteria);
  return {
    node: "join",
    joinType,
    left,
    right: visitRelationPrimary(ctx.relationPrimary()),
    ...(on ? { on } : {}),
    ...(using ? { using } : {}),
  };
}

/** The grammar has a rule of its own for `ON a.x = b.y`. */
function columnsEqual(criteria: ReturnType<JoinRelationContext["joinCriteria"]>): ParsedExpression | undefined {
  const columns = criteria?.columnNamePathAllowEmpty() ?? [];
  if (columns.length !== 2) return undefined;
  const args = columns.map((column): ParsedExpression => {
    const parts = column.multipartIdentifierAllowEmpty()?.multipartIdentifier();
    if (!parts) throw unsupportedSql("an empty join condition", "Write ON a.x = b.x.");
    return { node: "column", parts: parts.errorCapturingIdentifier().map(errorCapturingText) };
  });
  return { node: "operator", op: "=", args };
}

function visitRelationPrimary(ctx: RelationPrimaryContext): ParsedRelation {
  if ("atomSubQueryTableSource" in ctx) {
    const { atomSubQueryTableSource, tableAlias } = ctx as SubQueryTableSourceContext;
    return {
      node: "subquery",
      query: visitQuery(atomSubQueryTableSource.call(ctx).query()),
      ...aliasOf(tableAlias.call(ctx)),
    };
  }
  if (!("temporalClause" in ctx))
    throw unsupportedSql(`'${ctx.getText()}' after FROM`, "Name a view, or write a subquery.");
  const table = ctx as TableSourceContext;
  if (table.temporalClause() || table.sample())
    throw unsupportedSql("TABLESAMPLE and time travel", "Name the view alone.");
  const name = table.tableName() ?? table.viewName() ?? table.identifierReference();
  return { node: "table", parts: tableParts(name!.getText()), ...aliasOf(table.tableAlias()) };
}

function aliasOf(ctx: TableAliasContext): { readonly alias?: string } {
  if (ctx.identifierList()) throw unsupportedSql("column names after a table's alias", "Name the columns with AS.");
  const name = ctx.strictIdentifier();
  return name ? { alias: unquoted(name.getText()) } : {};
}

/** `a.b`, with or without backticks. */
function tableParts(text: string): readonly string[] {
  return [...text.matchAll(/`((?:[^`]|``)*)`|[^.`]+/g)].map((match) => unquoted(match[0]));
}
