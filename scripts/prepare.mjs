// Builds dist/ after `npm ci` here, before packing, and where npm installs the package from its git repository, as the
// pre-commit framework does. It never runs where the package comes from the registry.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Runs npm; a status other than 0 ends this script, too. */
function npm(...args) {
  const { status } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

// `npm install --global` from a git repository passes its own options on to the installation in there, which then brings
// no development dependencies. Options given here count more.
if (!existsSync('node_modules/rolldown')) npm('ci', '--ignore-scripts', '--no-global', '--include=dev', '--no-audit', '--no-fund');
npm('run', 'build');
