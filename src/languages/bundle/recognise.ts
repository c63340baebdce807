import type { FileReader } from '../../project/files.js';

/** Folders into which frameworks write what the browser loads, and nothing else. */
const browserFolder =
  /(?:^|\/)(?:\.next\/static|_next\/(?:static|data)|\.output\/public|\.svelte-kit\/output\/client|\.nuxt\/dist\/client|_app\/immutable|_nuxt|_astro|storybook-static|(?:dist|build|out)\/(?:client|browser)|public\/build)\//u;
/** Folders into which they write what stays on the server. */
const serverFolder =
  /(?:^|\/)\.next\/[^/]{1,200}$|(?:^|\/)(?:\.next\/(?:server|standalone|cache)|\.output\/server|\.svelte-kit\/output\/server|\.nuxt\/dist\/server|(?:dist|build|out)\/(?:server|ssr|functions|main|electron|cjs)|\.wrangler|\.vercel\/output\/functions|node_modules)\//u;
/** Whether a file repeats what others of the same build say: its source maps, and the copies that its server keeps. */
export function isByproduct(path: string): boolean {
  return path.endsWith('.map') || serverFolder.test(path);
}

/** Folders that hold built files by custom, among others. */
const outputFolder = /(?:^|\/)(?:dist|build|out|output|www|public|static|assets|docs|_site|site|extension|(?:dist|build|out)[-_.][\w.-]{1,60})\//u;
/** Folders of an output that pages load from, and folders that a web server hands out as they are. */
const pageFolder = /(?:^|\/)(?:(?:dist|build|out|output|www)\/(?:assets|static|chunks)\/|(?:public|static|wwwroot|htdocs)\/(?:[^\n]{0,400}[/.-])?(?:min|bundle|chunk)(?:[.-][\w-]{1,40})?\.m?js$)/u;
/** Folders of an output that nobody writes pages into by hand. */
const builtFolder = /(?:^|\/)(?:dist|build|out|output|(?:dist|build|out)[-_.][\w.-]{1,60})\//u;
const hashedName = /[-.](?!es(?:m|20)\d)(?:(?=[\w-]{0,19}[\dA-Z])[\w-]{8,20}|(?=[a-zA-Z]{0,6}\d)(?=\d{0,6}[a-zA-Z])[a-zA-Z\d]{4,7})\.(?:chunk\.|bundle\.)?m?js$/u;

const bundlerMark =
  /__vite__mapDeps|__vitePreload|webpackChunk|__webpack_require__|parcelRequire|__NEXT_P\b|__next_f\b|__rspack|import\.meta\.url\)\.href|\bSystem\.register\(|__WB_MANIFEST|workbox-precaching/u;
const browserMark =
  /\bdocument\.(?:getElementById|querySelector|createElement|body|head)\b|\bwindow\.(?:addEventListener|location|document|onload)\b|\bcustomElements\.define\(|\bself\.(?:skipWaiting|__WB_MANIFEST|__next_f)\b|\bchrome\.(?:runtime|storage|tabs)\b|\blocalStorage\.[gs]etItem\(|\bfetch\(["'`]\/(?!\/)|\bmodulepreload\b|webpackChunk/u;
const nodeRequire = /(?<![\w.$])require\(["'`](?:node:[\w/]{1,40}|fs|path|os|http|https|crypto|child_process|worker_threads|express)["'`]\)/u;
/** A package that is imported by its name: a browser's code has only addresses and paths. */
const bareImport = /(?:^|[;}\n])[ \t]{0,20}(?:import|export)(?:\s{0,4}["'`]|[\w\s{},*$]{1,2000}\bfrom\s{0,4}["'`])(?!\.{0,2}\/|[a-z]{1,20}:\/\/)[@\w]/u;

/** Lines of so many characters on average are not written by hand. */
const minifiedLine = 150;
/** So much of a text tells whether it is minified and for whom. */
const telling = 2_000_000;

/**
 * Whether a file was written by a bundler for the browser, by its folder and by what a bundler leaves in it. What a
 * compiler made for Node, and bundles of servers, are not.
 * @param path absolute, with `/`
 */
export function isBrowserBundle(path: string, text: string, files: Pick<FileReader, 'isFile' | 'read'>): boolean {
  if (serverFolder.test(path)) return false;
  if (path.endsWith('.map')) return isMapOfBundle(path, files);
  const inBrowserFolder = browserFolder.test(path);
  if (/\.m?js$/u.test(path)) return (inBrowserFolder || isGeneratedScript(path, text, files)) && !isForNode(text);
  if (/\.(?:html?|json|txt|css|rsc|webmanifest)$/u.test(path)) return inBrowserFolder || (/\.html?$/u.test(path) && outputFolder.test(path) && (loadsBundle(text) || (builtFolder.test(path) && !loadsSources(text))));
  return false;
}

function isGeneratedScript(path: string, text: string, files: Pick<FileReader, 'isFile'>): boolean {
  const head = text.slice(0, telling);
  if (!bundlerMark.test(head) && !isMinified(head) && !namesMap(text)) return false;
  return browserMark.test(head) || (outputFolder.test(path) && (pageFolder.test(path) || hashedName.test(path) || hasPage(path, files)));
}

/** Whether a script ends in the name of its source map, as what a program wrote does. */
function namesMap(text: string): boolean {
  return /\n\/\/[#@] sourceMappingURL=\S{1,1000}\s{0,10}$/u.test(text.slice(-2000));
}

function isMinified(text: string): boolean {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  // The line that names the source map, and the end of the last one, are none of the code's.
  return text.length / Math.max(1, lines) > minifiedLine;
}

function isForNode(text: string): boolean {
  const head = text.slice(0, telling);
  return nodeRequire.test(head) || bareImport.test(head) || /^#!/u.test(head);
}

/** Whether a page stands beside a script, or above it in the same output. */
function hasPage(path: string, files: Pick<FileReader, 'isFile'>): boolean {
  for (let folder = path.slice(0, path.lastIndexOf('/')); outputFolder.test(`${folder}/`); folder = folder.slice(0, folder.lastIndexOf('/'))) {
    if (files.isFile(`${folder}/index.html`)) return true;
  }
  return false;
}

/** Whether a page loads scripts that a bundler has named, or carries the data of a framework. */
function loadsBundle(html: string): boolean {
  return /\b(?:src|href)=["']?[^"'\s>]{1,200}[-.][\w-]{8,20}\.m?js\b|id=["']?__NEXT_DATA__|__next_f|__NUXT__|__sveltekit_/u.test(html.slice(0, telling));
}

/** Whether a page loads a script that a bundler has yet to read. */
function loadsSources(html: string): boolean {
  return /\bsrc=["']?\.{0,2}\/?src\//u.test(html.slice(0, telling));
}

function isMapOfBundle(path: string, files: Pick<FileReader, 'isFile' | 'read'>): boolean {
  const script = path.slice(0, -'.map'.length);
  const bytes = /\.m?js$/u.test(script) ? files.read(script) : undefined;
  if (bytes === undefined) return browserFolder.test(path) || (outputFolder.test(path) && hashedName.test(script));
  return isBrowserBundle(script, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'), files);
}
