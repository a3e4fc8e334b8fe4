// Bundles the page into one HTML file without any reference outside itself.
// usage: node bundle.mjs OUT.html   (in a folder whose node_modules holds esbuild and echarts)
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(process.cwd(), 'node_modules');
const esbuild = createRequire(join(modules, 'here.js'))('esbuild');
const [, , out] = process.argv;

// The page carries the licences of what it is made of.
const licences = ['echarts/NOTICE', 'echarts/LICENSE', 'zrender/LICENSE', 'tslib/LICENSE.txt']
  .map((file) => `${file}\n\n${readFileSync(join(modules, file), 'utf8').trim()}`)
  .join('\n\n\n');

const common = { bundle: true, minify: true, write: false, legalComments: 'inline', logLevel: 'warning' };
const script = esbuild.buildSync({
  ...common,
  entryPoints: [join(here, 'src/main.js')],
  format: 'iife',
  target: ['es2020'],
  charset: 'ascii',
  nodePaths: [modules],
  define: { 'process.env.NODE_ENV': '"production"', LICENCES: JSON.stringify(licences) },
});
const style = esbuild.buildSync({ ...common, entryPoints: [join(here, 'style/page.css')], charset: 'ascii' });

const js = script.outputFiles[0].text;
const css = style.outputFiles[0].text;
if (/<\/(script|style)/i.test(js + css)) throw new Error('the bundle would end its own element');

// Only this one script may run, so that nothing in the data block ever can.
const hash = createHash('sha256').update(js, 'utf8').digest('base64');
const pieces = { style: css, hash: `'sha256-${hash}'`, script: js };
const page = readFileSync(join(here, 'page.html'), 'utf8').replace(
  /<!--(style|hash|script)-->/g,
  (_, name) => pieces[name],
);
writeFileSync(out, page);
