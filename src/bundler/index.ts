import { createUnplugin, type UnpluginInstance } from 'unplugin';
import { type Build, filesOfBuild } from './esbuild.js';
import { type EmittedFile, inspect } from './inspect.js';
import { buildMessage } from './message.js';
import { filesOfOutput, type OutputBundle, type OutputContext, type OutputOptions } from './rollup.js';
import { type Compiler, filesOfCompilation, isForServer } from './webpack.js';

/** The options of the bundler plugin. */
export interface BundlerOptions {
  /**
   * Whether the build is for the browser. Without this the bundler's own settings decide: server-side builds of Vite,
   * targets of webpack and rspack, the platform of esbuild.
   */
  readonly browser?: boolean;
}

const name = 'mistral-keys';

/** What keeps the keys out of a build, or `undefined` where there are none in it. */
function problemOf(files: readonly EmittedFile[], cwd: string): string | undefined {
  const inspection = inspect(files, cwd);
  return inspection.leaks.length === 0 ? undefined : buildMessage(inspection);
}

/** Rollup and rolldown do not know what their output is for, unless Vite runs them. */
function generateBundle(this: OutputContext, options: OutputOptions, bundle: OutputBundle, forServer: boolean): void {
  if (forServer) return;
  const problem = problemOf(filesOfOutput(bundle, options), process.cwd());
  if (problem !== undefined) this.error(problem);
}

function inCompiler(compiler: Compiler, { browser = !isForServer(compiler) }: BundlerOptions): void {
  if (!browser) return;
  const { Compilation, WebpackError } = compiler.webpack;
  compiler.hooks.thisCompilation.tap(name, (compilation) => {
    // The last stage: what other plugins add is there, and minified.
    compilation.hooks.processAssets.tap({ name, stage: Compilation.PROCESS_ASSETS_STAGE_REPORT }, () => {
      const problem = problemOf(filesOfCompilation(compilation, compiler), compiler.context);
      if (problem !== undefined) compilation.errors.push(new WebpackError(problem));
    });
  });
}

function inEsbuild(build: Build, { browser = build.initialOptions.platform !== 'node' }: BundlerOptions): void {
  if (!browser) return;
  build.initialOptions.metafile = true;
  build.onEnd(async (result) => {
    if (result.errors.length > 0) return undefined;
    const folder = build.initialOptions.absWorkingDir ?? process.cwd();
    const problem = problemOf(await filesOfBuild(result, folder), folder);
    return problem === undefined ? undefined : { errors: [{ text: problem }] };
  });
}

/**
 * A plugin for Vite, Rollup, rolldown, webpack, rspack and esbuild that fails a build for the browser with a Mistral key
 * in it: `mistralKeys.vite()`, `mistralKeys.webpack()` and so on. Builds for servers are left alone.
 */
export const mistralKeys: UnpluginInstance<BundlerOptions | undefined> = createUnplugin<BundlerOptions | undefined>((options = {}) => {
  const output = {
    order: 'post' as const,
    handler(this: OutputContext, outputOptions: OutputOptions, bundle: OutputBundle): void {
      generateBundle.call(this, outputOptions, bundle, options.browser === false);
    },
  };
  let ssr = false;
  return {
    name,
    enforce: 'post',
    rollup: { generateBundle: output },
    rolldown: { generateBundle: output },
    vite: {
      apply: 'build' as const,
      configResolved(config: { readonly build: { readonly ssr?: unknown } }): void {
        ssr = Boolean(config.build.ssr);
      },
      generateBundle: {
        order: 'post' as const,
        handler(this: OutputContext, outputOptions: OutputOptions, bundle: OutputBundle): void {
          const browser = options.browser ?? (this.environment?.config?.consumer === undefined ? !ssr : this.environment.config.consumer === 'client');
          generateBundle.call(this, outputOptions, bundle, !browser);
        },
      },
    },
    webpack: (compiler) => {
      inCompiler(compiler as Compiler, options);
    },
    rspack: (compiler) => {
      inCompiler(compiler as Compiler, options);
    },
    esbuild: {
      setup: (build) => {
        inEsbuild(build as Build, options);
      },
    },
  };
});

export default mistralKeys;
