import type { Place } from '../../../../facts/source.js';
import type { Program } from '../../../../program/nodes.js';

/** What the project knows of the way to the browser. */
export interface Reach {
  /** From the browser entry to the module, entry first; `undefined` where no entry is known to reach it. */
  chainTo(program: Program): readonly { readonly place: Place; readonly note: string }[] | undefined;
  /** The prefixes of public variables that the project's bundler is told of, besides the usual ones. */
  publicPrefixes(program: Program): readonly string[];
  /** Does the specifier lead to a module that runs in the browser? */
  isClientModule(program: Program): boolean;
}
