import type { Dependency } from '../../program/nodes.js';
import { TagReader } from './script-tags.js';

const elsewhere = /^(?:[a-z][a-z+.-]{0,20}:|\/\/)|[{}<>%]/iu;

/** The files of the project that the scripts of a page are in: `<script src="…">`. An absolute path counts from the folder of the page. */
export function pageScripts(text: string): Dependency[] {
  const reader = new TagReader(text, false);
  const found: Dependency[] = [];
  for (let tag = reader.next('html'); tag !== undefined; tag = reader.next('html')) {
    if (tag.closing || tag.name !== 'script') continue;
    const source = (tag.attributes.get('src') ?? '').trim();
    const path = source.slice(0, Math.max(0, `${source}?`.search(/[?#]/u)));
    if (path !== '' && !elsewhere.test(path)) {
      const start = text.lastIndexOf(source, reader.offset);
      found.push({ specifier: path.startsWith('.') ? path : `./${path.replace(/^\//u, '')}`, typeOnly: false, start, end: start + source.length, names: [] });
    }
    if (!tag.selfClosing) reader.content('script');
  }
  return found;
}
