import { dirname, resolve } from 'node:path/posix';
import { originalPositionFor, sourceContentFor, TraceMap } from '@jridgewell/trace-mapping';
import { type Place, SourceFile } from '../../facts/source.js';
import type { FileReader } from '../../project/files.js';
import { decode } from '../../scan/decode.js';

/** Larger maps are not read, in bytes. */
const largestMap = 100_000_000;
const marker = 'sourceMappingURL=';
const inlined = /^data:application\/json(?:;charset=[\w-]{1,20})?;base64,(?<data>[A-Za-z0-9+/]*={0,2})/u;

/** Where a part of a built file comes from. */
export interface Original {
  /** As the map names it, without what a bundler puts before it: `src/config.ts`. */
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  /** The same place, where its file or its contents are at hand. */
  readonly place?: Place;
}

/** The source map of a built script. */
export class Origins {
  constructor(
    readonly map: TraceMap,
    /** Absolute path of the map, or of the script that holds it. */
    readonly path: string,
    readonly files: FileReader,
  ) {}

  /** Where the text at an offset of the script comes from; `undefined` where the map does not say. */
  of(script: SourceFile, offset: number): Original | undefined {
    const { line, column } = script.position(offset);
    const found = originalPositionFor(this.map, { line, column: column - 1 });
    if (found.source === null) return undefined;
    const name = nameOf(found.source);
    const content = sourceContentFor(this.map, found.source);
    const path = pathOf(name, this.path, this.files);
    const source = content === null ? readSource(path, this.files) : new SourceFile(path, content);
    const start = source?.lineStarts[found.line - 1];
    if (source === undefined || start === undefined) return { name, line: found.line };
    const at = Math.min(start + found.column, source.text.length);
    return { name, line: found.line, place: { source, start: at, end: at } };
  }
}

/**
 * The source map that a script names in its last lines, inline or beside it.
 * @returns `undefined` where there is none, or none that can be read
 */
export function originsOf(script: SourceFile, files: FileReader): Origins | undefined {
  const at = script.text.lastIndexOf(marker);
  const url = at < 0 ? '' : script.text.slice(at + marker.length);
  const data = inlined.exec(url)?.groups?.['data'];
  if (data !== undefined) return parse(Buffer.from(data, 'base64').toString('utf8'), script.path, files);
  const named = /^[\w./@~%+-]{1,300}/u.exec(url)?.[0];
  const path = named === undefined ? `${script.path}.map` : resolve(dirname(script.path), named);
  const bytes = files.read(path);
  if (bytes === undefined || bytes.byteLength > largestMap) return undefined;
  return parse(decode(bytes) ?? '', path, files);
}

/** The base64 data of an inline map, where a script has one: its place and what it says. */
export function inlineMap(text: string): { readonly start: number; readonly end: number; readonly text: string } | undefined {
  const at = text.lastIndexOf(marker);
  if (at < 0) return undefined;
  const found = inlined.exec(text.slice(at + marker.length));
  const data = found?.groups?.['data'];
  if (found === null || data === undefined) return undefined;
  const start = at + marker.length;
  return { start, end: start + found[0].length, text: Buffer.from(data, 'base64').toString('utf8') };
}

/** What is no source map tells nothing: a key is reported all the same, where it stands. */
function parse(json: string, path: string, files: FileReader): Origins | undefined {
  try {
    return new Origins(new TraceMap(json), path, files);
  } catch {
    return undefined;
  }
}

/** `webpack://app/./src/config.ts`, `turbopack:///[project]/src/config.ts` and `../../src/config.ts` are `src/config.ts`. */
function nameOf(source: string): string {
  return source.replace(/^[a-z-]{2,40}:\/\/[^/]{0,100}\//u, '').replace(/^(?:(?:\.{0,2}|\[project\])\/){1,40}/u, '');
}

/** The first folder above the map that has such a file; else the map's own. */
function pathOf(name: string, map: string, files: FileReader): string {
  const own = dirname(map);
  for (let folder = own; folder !== '/' && folder !== '.'; folder = dirname(folder)) {
    if (files.isFile(`${folder}/${name}`)) return `${folder}/${name}`;
  }
  return `${own}/${name}`;
}

function readSource(path: string, files: FileReader): SourceFile | undefined {
  const bytes = files.read(path);
  const text = bytes === undefined ? undefined : decode(bytes);
  return text === undefined ? undefined : new SourceFile(path, text);
}
