/** The project that is set up. Paths are absolute. */
export interface InitProject {
  /** The working directory. */
  readonly folder: string;
  /** The root of the repository, or the working directory where there is none. */
  readonly root: string;
  /** The version of this package. */
  readonly version: string;
}

/** What one step of the set-up comes to. */
export type Plan =
  /** A file is made, or edited where `before` tells what is in it now. */
  | { readonly kind: 'change'; readonly file: string; readonly before?: string; readonly after: string; readonly next?: string }
  /** All is well already. */
  | { readonly kind: 'present'; readonly file: string }
  /** An edit would not be safe: the user gets the lines. */
  | { readonly kind: 'by-hand'; readonly file: string; readonly text: string }
  /** There is nothing to set up, and why. */
  | { readonly kind: 'none'; readonly reason: string };
