import type { Place } from '../../../facts/source.js';
import type { Program } from '../../../program/nodes.js';

/** How a module comes to run in the browser. */
export interface Way {
  /** Why its first module runs there. */
  readonly entry: string;
  /** The imports from the first module to this one; none where this is the first. */
  readonly chain: readonly { readonly place: Place; readonly note: string }[];
  /** Does what stands at an offset of the module run there? Parts can be the server's. */
  readonly runs: (offset: number) => boolean;
}

/** What the project knows of the way to the browser. */
export interface Reach {
  /** From the browser entry to the module; `undefined` where no entry is known to reach it. */
  wayTo(program: Program): Way | undefined;
  /** The prefixes of public variables that the project's bundler is told of, besides the usual ones. */
  publicPrefixes(program: Program): readonly string[];
  /** The configurations of bundlers and frameworks that a module is built with: those in its folder and above. */
  configurations(program: Program): readonly Program[];
  /** Does the specifier lead to a module that runs in the browser? */
  isClientModule(program: Program): boolean;
}
