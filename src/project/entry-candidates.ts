import { isServed } from '../languages/javascript/served.js';

/** Which files may be entries of the browser, or name some: asked of every file, so it costs little and loads nothing. */

const component = /\.(?:vue|svelte|astro|client\.[cm]?[jt]sx?)$/u;
const script = /\.[cm]?[jt]sx?$/u;
const bundlerConfiguration = /(?:^|\/)(?:[\w-]+\.)*(?:webpack|rspack|rollup|rolldown|vite|esbuild|build|bundle)[\w.-]*\.[cm]?[jt]s$/iu;
const extensionManifest = /(?:^|\/)manifest(?:\.[\w-]+)?\.json$/u;

/** Places from which frameworks take modules of the browser, whatever stands in them. */
const conventional =
  /(?:^|\/)(?:\+page|\+layout|gatsby-browser|App|root|background|content|popup|options|newtab|sidepanel|index(?:\.(?:ios|android|native))?|main)\.[jt]sx?$|(?:^|\/)(?:pages|routes|templates|app|plugins|composables|utils|entrypoints|contents)\//u;

/** The packages whose calls put an application on the page, and the directive of React. */
const telling = ['use client', 'react-dom', 'react-native', 'preact', 'vue', 'svelte', 'solid-js/web', '@angular/platform-browser', 'registerRootComponent'];

/** Bytes at the start of a file in which directives and imports stand. */
const headLength = 4096;

/** Is it a page, which may load scripts of the project? */
export function isPage(path: string): boolean {
  return /\.x?html?$/iu.test(path);
}

/** Is it a file in which a browser extension could say what it consists of? */
export function isManifest(path: string): boolean {
  return extensionManifest.test(path);
}

/** Is it, by its name, the configuration of a bundler or a program that calls one? */
export function isBundlerConfiguration(path: string): boolean {
  return bundlerConfiguration.test(path);
}

/** Is it, by its name, what a bundler or a framework is configured by? */
export function isConfiguration(path: string): boolean {
  return bundlerConfiguration.test(path) || /(?:^|\/)(?:(?:next|nuxt|astro|vue|rsbuild|farm|app|svelte)\.config|gatsby-node)\.[cm]?[jt]s$/u.test(path);
}

/** Can a file be an entry of the browser or name one: by its name, the directive at its head or what it imports there? */
export function mayBeBrowserEntry(path: string, bytes: Uint8Array | undefined): boolean {
  if (component.test(path) || isManifest(path) || isServed(path)) return true;
  if (bytes === undefined) return false;
  if (isPage(path)) return /<script\s[^>]{0,500}src=["']?(?![a-z]{2,10}:|\/\/)/iu.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  if (!script.test(path)) return false;
  if (conventional.test(path) || bundlerConfiguration.test(path)) return true;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, headLength));
  return telling.some((word) => head.includes(word));
}
