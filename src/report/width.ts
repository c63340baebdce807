/** How wide a tab is shown. */
const tab = '    ';

/** Blocks whose characters take two columns: East Asian scripts and pictographs (Unicode's EastAsianWidth.txt, W and F, in outline). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/** @returns how many columns of a terminal the text takes */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columns(character);
  return width;
}

/** @returns the text with spaces for its tabs */
export function expandTabs(text: string): string {
  return text.replaceAll('\t', tab);
}

/** @returns the longest start of the text that fits into `width` columns */
export function startOf(text: string, width: number): string {
  let used = 0;
  let result = '';
  for (const character of text) {
    used += columns(character);
    if (used > width) break;
    result += character;
  }
  return result;
}

/** @returns the longest end of the text that fits into `width` columns */
export function endOf(text: string, width: number): string {
  const characters = Array.from(text);
  let used = 0;
  let index = characters.length;
  while (index > 0) {
    used += columns(characters[index - 1] ?? '');
    if (used > width) break;
    index--;
  }
  return characters.slice(index).join('');
}

function columns(character: string): number {
  if (/^[\p{Mn}\p{Me}\u200b-\u200d]$/u.test(character)) return 0;
  const code = character.codePointAt(0) ?? 0;
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
