/** Problems of a delivery, one a line. */

/** One problem a line, the first of many. */
export function printList(lines: readonly string[]): string {
  const shown = lines.slice(0, 20).map((line) => `  ${line}`);
  return [...shown, ...(lines.length > 20 ? [`  and ${lines.length - 20} more`] : [])].join('\n');
}
