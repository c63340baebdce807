/** So many names stand in a sentence; more are counted. */
const mostNames = 3;

/** @returns names in a row: `a`, `a and b`, `a, b, c and 4 more` */
export function listed(names: readonly string[]): string {
  const shown = names.length > mostNames + 1 ? [...names.slice(0, mostNames), `${names.length - mostNames} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
