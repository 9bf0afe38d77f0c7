/**
 * Runs TypeScript as it lies: `node run-typescript.mjs FILE [WORDS]`. Node takes the types out where it can (22.15 and
 * newer), else the project's own compiler does. Nothing is checked, nothing is written.
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** Finds a module by `find`, also where its file is named without its ending, or by what it will be compiled to. */
function finding(find) {
  return (name, ...rest) => {
    try {
      return find(name, ...rest);
    } catch (error) {
      if (!/^\.{1,2}\//.test(name)) throw error;
      try {
        return find(`${name.replace(/\.js$/, '')}.ts`, ...rest);
      } catch {
        throw error; // it names what is missing as the importing file does
      }
    }
  };
}

function runByNode(file) {
  const load = (url, context, next) => {
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
    const source = Module.stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
    return { format: 'module', source, shortCircuit: true };
  };
  const find = (name, context, next) => finding((each) => next(each, context))(name);
  Module.registerHooks({ resolve: find, load });
  return import(pathToFileURL(file));
}

function runByCompiler(file, ts) {
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
    esModuleInterop: true,
    inlineSourceMap: true,
  };
  Module._extensions['.ts'] = (module, fileName) => {
    const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), { compilerOptions, fileName });
    module._compile(outputText, fileName);
  };
  Module._resolveFilename = finding(Module._resolveFilename);
  process.setSourceMapsEnabled(true);
  require(file);
}

/** The project's compiler, up to version 6: later ones are no module that can be called. */
function findCompiler() {
  try {
    const found = require('typescript');
    return found.transpileModule && found;
  } catch {
    return undefined;
  }
}

process.argv.splice(1, 1);
const file = resolve(process.argv[1]);
const compiler = Module.registerHooks ? undefined : findCompiler();
if (Module.registerHooks) await runByNode(file);
else if (compiler) runByCompiler(file, compiler);
else {
  const cure = `Take Node 22.15 or newer, or: npx tsx ${process.argv[1]}`;
  process.stderr.write(`Node ${process.versions.node} runs no TypeScript. ${cure}\n`);
  process.exitCode = 1;
}
