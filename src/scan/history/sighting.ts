import type { Finding } from '../finding.js';

/** A content to read, in a form that can be sent to another thread. */
export interface Assignment {
  readonly id: string;
  /** The paths where it stood. */
  readonly paths: readonly string[];
  /** Those of them where it stands at `HEAD`. */
  readonly head: readonly string[];
}

/** A key in a content. */
export interface Sighting {
  readonly id: string;
  /** From the root of the repository. */
  readonly path: string;
  readonly finding: Finding;
}

/** What reading some contents gave. */
export interface Reading {
  readonly blobs: number;
  readonly bytes: number;
  readonly sightings: readonly Sighting[];
  /** Contents that the repository does not hold. */
  readonly missing: readonly string[];
  /** Contents that are too large. */
  readonly large: readonly string[];
  /** Where the scanner failed, and how. */
  readonly faults: readonly { readonly path: string; readonly error: Error }[];
}

/** What every reader has to know. */
export interface ReaderSettings {
  readonly folder: string;
  readonly root: string;
  /** There is no working tree. */
  readonly bare: boolean;
  /** The folder that findings are relative to. */
  readonly cwd: string;
  readonly strict?: boolean;
  readonly rules: Readonly<Record<string, 'off' | 'warn' | 'error'>>;
  /** Whether the configuration files of the project hold. */
  readonly configuration: boolean;
}
