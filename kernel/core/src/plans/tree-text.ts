/** A line of a plan that is shown inside a node: only its text, or, with `isApart`, one beside which the branches above do not show. */
export type InnerLine = string | { readonly text: string; readonly isApart: true };

/** The line, further to the right. */
export function indented(line: InnerLine, by: string): InnerLine {
  return typeof line === "string" ? `${by}${line}` : { ...line, text: `${by}${line.text}` };
}

/**
 * Draws a tree as Spark's `treeString` does: `+- ` before a last child, `:- ` before others.
 *
 * @param text what a node's line says
 * @param inner lines of plans shown inside a node, which has no children then (a cached relation)
 */
export function treeText<Node>(
  root: Node,
  text: (node: Node) => string,
  children: (node: Node) => readonly Node[],
  inner: (node: Node) => readonly InnerLine[] = () => [],
): string {
  const lines: string[] = [];
  const visit = (node: Node, lead: string, rest: string): void => {
    lines.push(lead + text(node));
    const kids = children(node);
    for (const line of inner(node)) {
      lines.push(typeof line === "string" ? rest + line : rest.replaceAll(":", " ") + line.text);
    }
    kids.forEach((child, i) => {
      const last = i === kids.length - 1;
      visit(child, `${rest}${last ? "+- " : ":- "}`, `${rest}${last ? "   " : ":  "}`);
    });
  };
  visit(root, "", "");
  return `${lines.join("\n")}\n`;
}
