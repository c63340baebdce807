/** A bracket that encloses a place, and what it holds. Offsets are 0-based UTF-16 units. */
export interface Enclosure {
  readonly bracket: '(' | '[' | '{';
  /** What stands before the bracket: `new Mistral`, `"mistral":`, `fetch`. */
  readonly head: string;
  /** Behind the opening bracket. */
  readonly start: number;
  /** Before the closing bracket, or as far as was looked. */
  readonly end: number;
}

/** How far, and how deep, enclosing brackets are looked for: as much as a call with its options takes. */
const reach = 1200;
const depth = 4;
const headLength = 80;

/**
 * The brackets that enclose an offset, from the innermost outwards. Brackets in strings and comments count like others:
 * the text may be in any language.
 */
export function enclosures(text: string, offset: number): Enclosure[] {
  const found: Enclosure[] = [];
  let open = 0;
  let end = offset;
  for (let index = offset - 1; index >= 0 && index >= offset - reach && found.length < depth; index--) {
    const character = text[index];
    if (character === ')' || character === ']' || character === '}') {
      open++;
    } else if (character === '(' || character === '[' || character === '{') {
      if (open > 0) {
        open--;
        continue;
      }
      end = closing(text, end);
      found.push({ bracket: character, head: text.slice(Math.max(0, index - headLength), index), start: index + 1, end });
      end++;
    }
  }
  return found;
}

/** The offset of the bracket that closes what is open at an offset, or as far as is looked. */
function closing(text: string, offset: number): number {
  const limit = Math.min(text.length, offset + reach);
  let open = 0;
  for (let index = offset; index < limit; index++) {
    const character = text[index];
    if (character === '(' || character === '[' || character === '{') open++;
    else if ((character === ')' || character === ']' || character === '}') && open-- === 0) return index;
  }
  return limit;
}
