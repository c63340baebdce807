import { TagReader } from './script-tags.js';

/** Code between braces in the markup of a page. Offsets are those of the braces, `end` exclusive. */
interface Braces {
  readonly start: number;
  readonly end: number;
}

/**
 * The frontmatter of a page of Astro, with what its markup writes into the page behind it, as statements: attributes of
 * elements, properties of components that the browser gets, names that stand alone. What a component is given that stays
 * on the server is that component's matter.
 * @param frontmatter as long as the file, with all else blanked
 * @param from where the markup begins
 */
export function withShown(text: string, frontmatter: string, from: number): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of shownIn(text, from)) {
    if (start <= done) continue;
    const code = text.slice(start + 1, end - 1).replace(/^\s*\.\.\./u, (dots) => ' '.repeat(dots.length));
    // A statement of its own: the sign before it is `=`, a space or the end of a tag.
    parts.push(frontmatter.slice(done, start - 1), ';(', code, ')');
    done = end;
  }
  parts.push(frontmatter.slice(done));
  return parts.join('');
}

function* shownIn(text: string, from: number): Generator<Braces> {
  const reader = new TagReader(text, true);
  reader.offset = from;
  for (let tag = reader.next('astro'); tag !== undefined; tag = reader.next('astro')) {
    const isComponent = /^<[A-Z]/u.test(text.slice(tag.start, tag.start + 2));
    if (!isComponent || tag.hydrated) yield* tag.code.filter((braces) => isPlain(text, braces));
    if (tag.name === 'script' || tag.name === 'style') {
      if (!tag.closing && !tag.selfClosing) reader.content(tag.name);
      continue;
    }
    const name = /^\s{0,200}(?<braces>\{\s{0,20}[\w$.]{1,200}\s{0,20}\})/u.exec(text.slice(reader.offset, reader.offset + 500))?.groups?.['braces'];
    if (name === undefined) continue;
    const start = text.indexOf('{', reader.offset);
    yield { start, end: start + name.length };
  }
}

/** Markup in the code is not read. */
function isPlain(text: string, { start, end }: Braces): boolean {
  return end - start > 2 && !text.slice(start, end).includes('<') && !text.startsWith('{/*', start);
}
