/** @returns whether a version comes before another, by its numbers */
export function isBefore(version: string, other: string): boolean {
  const [one, two] = [version, other].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (let index = 0; index < 3; index++) {
    const difference = (one?.[index] ?? 0) - (two?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
