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
  inner: (node: Node) => readonly string[] = () => [],
): string {
  const lines: string[] = [];
  const visit = (node: Node, lead: string, rest: string): void => {
    lines.push(lead + text(node));
    const kids = children(node);
    for (const line of inner(node)) lines.push(rest + line);
    kids.forEach((child, i) => {
      const last = i === kids.length - 1;
      visit(child, `${rest}${last ? "+- " : ":- "}`, `${rest}${last ? "   " : ":  "}`);
    });
  };
  visit(root, "", "");
  return `${lines.join("\n")}\n`;
}
