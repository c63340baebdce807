import type { Language } from '../facts/facts.js';

/** How the comments of a language are marked. */
export type CommentStyle =
  | ('hash' | 'ruby' | 'julia' | 'nim' | 'nix' | 'slash' | 'slash-hash' | 'ml' | 'pascal' | 'markup' | 'template' | 'dash' | 'semicolon' | 'lisp')
  | ('percent' | 'powershell' | 'batch' | 'apostrophe' | 'exclamation' | 'vim' | 'asciidoc' | 'rst' | 'none');

/** The structure that a file has beyond its lines. */
export type Structure = 'environment' | 'sections' | 'yaml' | 'json' | 'xml' | 'csv' | 'sql' | 'netrc' | 'markdown' | 'html' | 'vue' | 'svelte' | 'astro' | 'notebook' | 'none';

/** How a file is read that is no script of a language with a parser of its own. */
export interface TextKind {
  readonly structure: Structure;
  readonly comments: CommentStyle;
  /** `code`: values stand in quotes. `text`: they need none. */
  readonly within: 'code' | 'text';
  readonly language: Language;
  /** Names that are given a value here become variables of a build or a process. */
  readonly setsVariables: boolean;
}

/** What reads a file. */
export type FileLanguage = { readonly kind: 'javascript' | 'python' } | ({ readonly kind: 'text' } & TextKind);

const script = /\.(?:[cm]?[jt]s|[jt]sx)$/iu;

/** An env file or a template of one: `.env`, `.env.local`, `prod.env`, `.envrc`, `.dev.vars`, `env.example`. */
const environmentFile = /(?:^|\/)(?:\.env(?:rc)?(?:[.-][^/]*)?|[^/]*\.env(?:\.[^/]*)?|\.dev\.vars[^/]*|env\.(?:example|sample|template|dist|local|prod|dev)|\.flaskenv)$/iu;

/** Files of variables that are made to lie beside the code without being committed. */
const privateFile = /(?:^|\/)(?:secrets?\.toml|http-client\.private\.env\.json)$/iu;
const template = /(?:^|[./_-])(?:example|sample|template|tmpl|dist|defaults?)(?:[./_-]|$)/iu;
const otherSyntax = /\.(?:[cm]?[jt]sx?|d\.ts|py|json|ya?ml|rb|go|php|md|sh)$/iu;

/** Whether a file is an env file, where a key belongs as long as git ignores it. */
export function isEnvironmentFile(path: string): boolean {
  return privateFile.test(path) || (environmentFile.test(path) && !otherSyntax.test(path));
}

/** Whether a file is a template, to be committed without values: `.env.example`. */
export function isTemplate(path: string): boolean {
  return template.test(path.slice(path.lastIndexOf('/') + 1));
}

const text: TextKind = { structure: 'none', comments: 'none', within: 'text', language: 'text', setsVariables: false };
const config: TextKind = { ...text, comments: 'hash', language: 'config' };
const code: TextKind = { ...text, comments: 'slash', within: 'code' };
const shell: TextKind = { ...text, comments: 'hash', language: 'shell', setsVariables: true };
const prose: TextKind = { ...text, comments: 'markup' };

const byExtension: ReadonlyMap<string, TextKind> = new Map(
  (
    [
      ['yaml yml', { ...config, structure: 'yaml', setsVariables: true }],
      ['json jsonc json5 webmanifest har postman_collection code-workspace', { ...config, structure: 'json', comments: 'slash', setsVariables: true }],
      ['ipynb', { ...config, structure: 'notebook', comments: 'none', language: 'text' }],
      ['toml', { ...config, structure: 'sections', setsVariables: true }],
      ['ini cfg cnf properties prefs editorconfig service container reg desktop', { ...config, structure: 'sections', comments: 'semicolon', setsVariables: true }],
      ['xml plist config resx csproj fsproj vbproj vcxproj props targets storyboard svg xaml run xcscheme entitlements iml jmx nuspec wxs xsd xsl', { ...config, structure: 'xml', comments: 'markup' }],
      ['html htm xhtml', { ...text, structure: 'html', comments: 'markup' }],
      ['vue', { ...text, structure: 'vue', comments: 'markup' }],
      ['svelte', { ...text, structure: 'svelte', comments: 'markup' }],
      ['astro', { ...text, structure: 'astro', comments: 'markup' }],
      ['md mdx markdown qmd rmd mdc', { ...prose, structure: 'markdown' }],
      ['csv tsv', { ...text, structure: 'csv' }],
      ['sql psql', { ...text, structure: 'sql', comments: 'dash' }],
      ['sh bash zsh fish csh tcsh ksh nu', shell],
      ['ps1 psm1 psd1', { ...shell, comments: 'powershell' }],
      ['bat cmd', { ...shell, comments: 'batch' }],
      ['tf tfvars hcl nomad', { ...config, comments: 'slash-hash', setsVariables: true }],
      ['xcconfig bicep bicepparam cue jsonnet libsonnet kdl hocon', { ...config, comments: 'slash' }],
      ['nix', { ...config, comments: 'nix' }],
      ['mk make just', { ...config, setsVariables: true }],
      ['conf nginx caddy caddyfile network timer socket cmake', config],
      ['http rest', { ...config, comments: 'slash-hash' }],
      ['r ex exs cr gd tcl awk coffee pp graphql gql rego star bzl', { ...code, comments: 'hash' }],
      ['rb rake gemspec pl pm', { ...code, comments: 'ruby' }],
      ['jl', { ...code, comments: 'julia' }],
      ['nim nims', { ...code, comments: 'nim' }],
      ['php', { ...code, comments: 'slash-hash' }],
      ['go rs java kt kts scala sc groovy gradle cs swift dart c h cc cpp cxx hpp hh m mm zig proto sol v sv d ino hx odin gleam glsl cu cls apex prisma', code],
      ['fs fsx fsi ml mli sml', { ...code, comments: 'ml' }],
      ['pas dpr lpr', { ...code, comments: 'pascal' }],
      ['f90 f95 f03 f08', { ...code, comments: 'exclamation' }],
      ['scss less css', code],
      ['lua hs elm purs dhall adb ads vhd applescript', { ...code, comments: 'dash' }],
      ['vb vbs bas', { ...code, comments: 'apostrophe' }],
      ['clj cljs cljc edn lisp el scm rkt fnl', { ...code, comments: 'lisp' }],
      ['asm ahk au3', { ...code, comments: 'semicolon' }],
      ['vim', { ...code, comments: 'vim' }],
      ['adoc asciidoc', { ...text, comments: 'asciidoc' }],
      ['rst', { ...text, comments: 'rst' }],
      ['erl hrl tex', { ...code, comments: 'percent' }],
      ['bib', text],
      ['ejs erb hbs handlebars mustache njk jinja jinja2 j2 twig liquid pug jsp cshtml razor tmpl gotmpl tpl ftl mjml', { ...prose, comments: 'template' }],
    ] as const
  ).flatMap(([endings, kind]) => endings.split(' ').map((ending) => [ending, kind] as const)),
);

const byName: readonly (readonly [RegExp, TextKind])[] = [
  [/^(?:.*\.)?(?:dockerfile|containerfile)(?:\..*)?$/iu, { ...config, setsVariables: true }],
  [/^(?:gnu)?makefile(?:\..*)?$|^justfile$/iu, { ...config, setsVariables: true }],
  [/^(?:jenkinsfile|earthfile)(?:\..*)?$/iu, { ...config, comments: 'slash-hash', setsVariables: true }],
  [/^(?:procfile|caddyfile|vagrantfile|brewfile|gemfile|rakefile|crontab)$/iu, config],
  [/^\.(?:bashrc|bash_profile|zshrc|zshenv|profile|zprofile|bash_history|zsh_history)$/iu, shell],
  [/^(?:[._]netrc|\.authinfo)$/iu, { ...config, structure: 'netrc' }],
  [/^[._]g?vimrc$/iu, { ...code, comments: 'vim' }],
  [/^\.emacs$/iu, { ...code, comments: 'lisp' }],
  [/^\.(?:npmrc|pypirc|gitconfig|condarc)$/iu, { ...config, structure: 'sections' }],
  [/^\.(?:prettierrc|eslintrc|babelrc|swcrc)$/iu, { ...config, structure: 'json', comments: 'slash' }],
];

/** Extensions of files that hold no text, or none that a person wrote. */
const notText = new Set(
  (
    'png jpg jpeg gif webp avif bmp ico tif tiff psd heic mp3 mp4 m4a wav ogg webm mov avi mkv flac pdf zip gz tgz bz2 xz zst 7z rar jar war ear whl egg ' +
    'exe dll so dylib a o obj class pyc wasm bin dat db sqlite sqlite3 woff woff2 ttf otf eot parquet npy npz pkl pt pth onnx safetensors gguf'
  ).split(' '),
);

/** `#!/usr/bin/env python3`, `#!/usr/bin/python -u`. */
const pythonInterpreter = /^#![ \t]{0,4}\/\S{1,100}(?:[ \t]{1,4}\S{1,40}){0,2}?(?:[/ \t]python|[/ \t]pypy)[\d.]{0,8}(?:\s|$)/u;

/** Is it Python, by the ending of its name? */
export function isPython(path: string): boolean {
  return /\.py[iw]?$/iu.test(path);
}

/**
 * @param text tells the language of a script whose name has no ending
 * @returns what reads a file, by its name; `undefined` where nothing does
 */
export function languageOf(path: string, text = ''): FileLanguage | undefined {
  if (script.test(path)) return { kind: 'javascript' };
  if (isPython(path) || (text.startsWith('#!') && !path.slice(path.lastIndexOf('/') + 1).includes('.') && pythonInterpreter.test(text.slice(0, 200)))) return { kind: 'python' };
  const kind = textKindOf(path);
  return kind === undefined ? undefined : { kind: 'text', ...kind };
}

function textKindOf(path: string): TextKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (environmentFile.test(path) && !otherSyntax.test(path)) return { ...config, structure: 'environment', setsVariables: true };
  const named = byName.find(([pattern]) => pattern.test(name));
  if (named !== undefined) return named[1];
  if (!name.includes('.', 1)) return text;
  return byExtension.get(extension) ?? (notText.has(extension) ? undefined : text);
}
