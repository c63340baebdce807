import { relative } from 'node:path';
import { SourceFile } from '../../facts/source.js';
import { ObjectStream } from '../../git/objects.js';
import { GitStore } from '../../git/store.js';
import { maskKeys } from '../../key/digest.js';
import type { FileReader } from '../../project/files.js';
import { Analysis } from '../analysis.js';
import { decode } from '../decode.js';
import { slashed } from '../discover.js';
import { detectEncoding } from '../encoding.js';
import type { Finding } from '../finding.js';
import { namesMistral } from '../gate.js';
import { isSource, isText } from '../kinds.js';
import { SettingsTree } from '../settings.js';
import { shownPath } from '../path-bytes.js';
import type { ScanParts } from '../scan.js';
import { presentFiles } from './present.js';
import { Versions } from './versions.js';
import type { Assignment, Reading, ReaderSettings, Sighting } from './sighting.js';

/** Reads contents and finds the keys in them. Each is understood by itself: what it imported then is not looked at. */
export class HistoryReader {
  readonly #objects: ObjectStream;
  /** All contents are judged by the configuration that is there now. */
  readonly #settings: SettingsTree;
  readonly #versions = new Map<string, Versions>();
  #projectOf: Awaited<ReturnType<ScanParts['loadProject']>> | undefined;

  constructor(
    readonly parts: ScanParts,
    readonly settings: ReaderSettings,
  ) {
    const store = new GitStore(settings.folder);
    this.#objects = new ObjectStream(store);
    const { root, bare } = settings;
    this.#settings = new SettingsTree({ rules: parts.rules, options: settings, files: presentFiles(store, root, bare), root, fileOf: (path) => path });
  }

  async read(assignments: readonly Assignment[]): Promise<Reading> {
    this.#projectOf ??= await this.parts.loadProject();
    const byId = new Map(assignments.map((assignment) => [assignment.id, assignment]));
    const sightings: Sighting[] = [];
    const missing: string[] = [];
    const large: string[] = [];
    const faults: { path: string; error: Error }[] = [];
    let blobs = 0;
    let bytes = 0;
    const unanswered = await this.#objects.read([...byId.keys()], (answer) => {
      const assignment = byId.get(answer.id);
      if (answer.kind === 'missing' || assignment === undefined) missing.push(answer.id);
      else if (answer.kind === 'large') large.push(answer.id);
      else {
        blobs++;
        bytes += answer.bytes.length;
        for (const path of assignment.paths) {
          try {
            for (const finding of this.#keysIn(path, answer.bytes, assignment.head.includes(path))) sightings.push({ id: answer.id, path, finding });
          } catch (error) {
            faults.push({ path, error: error instanceof Error ? error : new Error(String(error)) });
          }
        }
      }
    });
    return { blobs, bytes, sightings, missing: [...missing, ...unanswered], large, faults };
  }

  close(): void {
    this.#objects.close();
  }

  /** @param always it is understood even where nothing in it is new */
  #keysIn(path: string, bytes: Buffer, always: boolean): readonly Finding[] {
    const projectOf = this.#projectOf;
    if (projectOf === undefined || !(isSource(path) || isText(path))) return [];
    const encoding = detectEncoding(bytes);
    if (encoding === 'binary' || !namesMistral(bytes, encoding, this.#settings.words(`${this.settings.root}/${path}`))) return [];
    const text = decode(bytes);
    if (text === undefined) return [];
    let versions = this.#versions.get(path);
    if (versions === undefined) {
      versions = new Versions();
      this.#versions.set(path, versions);
    }
    return versions.keysIn(text, always, () => {
      const files = aloneIn(this.settings.root);
      const analysis = new Analysis((file) => this.#settings.for(file), (file, own) => projectOf(files, false, (of) => own ?? this.#settings.for(of).vocabulary).facts(file));
      analysis.add(new SourceFile(`${this.settings.root}/${path}`, text));
      const fileOf = (absolute: string): string => maskKeys(shownPath(slashed(relative(this.settings.cwd, absolute))));
      return analysis.conclude(fileOf, []).findings.filter(({ key }) => key !== undefined);
    });
  }
}

/** A project without any other file. */
function aloneIn(root: string): FileReader {
  return { read: () => undefined, isFile: (path) => path === `${root}/.git/HEAD`, list: () => [], mistralFiles: () => [], browserEntries: () => [] };
}
