import { clientEntry } from '../languages/javascript/exposures/client-modules.js';
import type { Call, Program } from '../program/nodes.js';
import type { PackageJson } from './package-json.js';
import { isTestFile } from './test-files.js';

/** Why a module runs in the browser by itself, and which of its exports the framework leaves out there. */
export interface BrowserStart {
  readonly entry: string;
  readonly serverExports: ReadonlySet<string>;
}

/** Calls that put an application on the page, by the package that they come from. */
const mounts: Readonly<Record<string, readonly string[]>> = {
  'react-dom': ['render', 'hydrate', 'createRoot', 'hydrateRoot'],
  'react-dom/client': ['createRoot', 'hydrateRoot'],
  preact: ['render', 'hydrate'],
  vue: ['createApp', 'createSSRApp', 'default'],
  svelte: ['mount', 'hydrate'],
  'solid-js/web': ['render', 'hydrate'],
  '@angular/platform-browser': ['bootstrapApplication', 'platformBrowser'],
  '@angular/platform-browser-dynamic': ['platformBrowserDynamic'],
  '@inertiajs/react': ['createInertiaApp'],
  '@inertiajs/vue3': ['createInertiaApp'],
  expo: ['registerRootComponent'],
};

/** A place where a framework looks for modules of the browser, relative to the package. */
interface Convention {
  readonly dependencies: readonly string[];
  readonly path: RegExp;
  readonly entry: string;
  /** Exports that the framework takes out of what it sends to the browser. */
  readonly serverExports: readonly string[];
  /** Without a component it is an endpoint. */
  readonly needsDefault: boolean;
}

const plain = { serverExports: [], needsDefault: false };
const conventions: readonly Convention[] = [
  // https://nextjs.org/docs/pages/building-your-application/data-fetching/get-server-side-props
  {
    dependencies: ['next'], path: /^(?:src\/)?pages\/(?!api\/|_document\.)[^\n]*\.[jt]sx?$/u, entry: 'a page of Next',
    serverExports: ['getServerSideProps', 'getStaticProps', 'getStaticPaths', 'config'], needsDefault: true,
  },
  // https://reactrouter.com/explanation/code-splitting#removal-of-server-code
  {
    dependencies: ['@remix-run/react', '@remix-run/dev', '@react-router/dev'], path: /^app\/(?:routes\/[^\n]*|root)\.[jt]sx?$/u, entry: 'a route of the app',
    serverExports: ['loader', 'action', 'headers', 'middleware', 'unstable_middleware'], needsDefault: true,
  },
  // https://www.gatsbyjs.com/docs/reference/rendering-options/server-side-rendering/
  {
    dependencies: ['gatsby'], path: /^(?:src\/(?:pages|templates)\/[^\n]*|gatsby-browser)\.[jt]sx?$/u, entry: 'a page of Gatsby',
    serverExports: ['getServerData', 'config'], needsDefault: false,
  },
  // https://svelte.dev/docs/kit/load#Universal-vs-server
  { dependencies: ['@sveltejs/kit'], path: /(?:^|\/)\+(?:page|layout)\.[jt]s$/u, entry: 'a universal load of SvelteKit', ...plain },
  { dependencies: ['nuxt'], path: /^(?:app\/|src\/)?plugins\/[^/\n]*\.[jt]s$/u, entry: 'a plugin of Nuxt', ...plain },
  { dependencies: ['expo-router'], path: /^(?:src\/)?app\/(?![^\n]*\+api\.)[^\n]*\.[jt]sx?$/u, entry: 'a screen of the Expo app', ...plain },
  { dependencies: ['expo', 'react-native'], path: /^(?:(?:src\/)?App|index(?:\.(?:ios|android|native))?)\.[jt]sx?$/u, entry: 'the entry of the React Native app', ...plain },
  { dependencies: ['react-scripts'], path: /^src\/index\.[jt]sx?$/u, entry: 'the entry of Create React App', ...plain },
  { dependencies: ['@vue/cli-service'], path: /^src\/main\.[jt]s$/u, entry: 'the entry of Vue CLI', ...plain },
  { dependencies: ['wxt'], path: /^(?:src\/)?entrypoints\/[^\n]*\.[jt]sx?$/u, entry: 'an entry of the browser extension', ...plain },
  { dependencies: ['plasmo'], path: /^(?:src\/)?(?:(?:background|content|popup|options|newtab|sidepanel)(?:\/index)?|contents\/[^/\n]*)\.[jt]sx?$/u, entry: 'an entry of the browser extension', ...plain },
];

const none: ReadonlySet<string> = new Set();
const declarations = /\.d\.[cm]?ts$/u;

/** Modules that Nuxt imports for those who use their names: https://nuxt.com/docs/guide/concepts/auto-imports */
const autoImported = /^(?:app\/|src\/)?(?:composables|utils)\//u;

/**
 * @param manifest the nearest package.json above the module
 * @param isUsed whether a component uses a name that it need not import
 */
export function browserStart(program: Program, manifest: PackageJson | undefined, isUsed: (name: string) => boolean): BrowserStart | undefined {
  const own = clientEntry(program);
  if (own !== undefined) return { entry: own, serverExports: none };
  const { path } = program.source;
  const relative = manifest === undefined ? path : path.slice(manifest.folder.length).replace(/^\//u, '');
  if (isTestFile(relative) || declarations.test(relative)) return undefined;
  for (const { dependencies, path: place, entry, serverExports, needsDefault } of manifest === undefined ? [] : conventions) {
    if (!place.test(relative) || !dependencies.some((name) => manifest?.dependencies.has(name) === true)) continue;
    if (!needsDefault || program.exports.has('default')) return { entry, serverExports: new Set(serverExports) };
  }
  if (manifest?.dependencies.has('nuxt') === true && autoImported.test(relative) && [...program.exports.keys()].some((name) => isUsed(name === 'default' ? stemOf(relative) : name))) {
    return { entry: 'a module that Nuxt imports by itself', serverExports: none };
  }
  return rendersOnServer(program) || !program.nodes.some((node) => node.kind === 'call' && isMount(node)) ? undefined : { entry: 'the module that renders the app', serverExports: none };
}

/** A default export goes by the name of its file. */
function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/u, '');
}

function rendersOnServer(program: Program): boolean {
  return program.dependencies.some(({ specifier }) => /^(?:react-dom\/server|@vue\/server-renderer|vue\/server-renderer|@angular\/platform-server|@angular\/ssr)/u.test(specifier));
}

function isMount({ callee }: Call): boolean {
  const root = callee.kind === 'member' ? callee.object : callee;
  const origin = root.kind === 'name' ? root.binding?.origins[0] : undefined;
  if (origin?.kind !== 'import' || origin.typeOnly) return false;
  const name = callee.kind === 'member' ? callee.property : origin.name;
  if (callee.kind === 'member' && origin.name !== '*' && origin.name !== 'default') return false;
  return name !== undefined && (mounts[origin.specifier]?.includes(name) ?? false);
}
