/** TypeScript to JavaScript as a person would have written it: types gone, comments and blank lines kept. */
import prettier from 'prettier';
import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';

function isTypeOnly(statement) {
  return (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    (ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
  );
}

/** Offset where a statement's own comment starts: the one that no blank line parts from it. */
function startWithComment(text, statement) {
  const own = (ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? []).at(-1);
  if (!own || /\n\s*\n/.test(text.slice(own.end, statement.getStart()))) return statement.getStart();
  return own.pos;
}

/** Takes out type declarations together with what is said about them: blanking would leave the comments behind. */
function dropTypeDeclarations(text, name) {
  const file = parse(text, name);
  const cuts = file.statements
    .filter(isTypeOnly)
    .map((statement) => [startWithComment(text, statement), statement.end]);
  return cuts.reduceRight((rest, [start, end]) => rest.slice(0, start) + rest.slice(end), text);
}

function parse(text, name) {
  const kind = name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true, kind);
}

/**
 * @param {string} text TypeScript source
 * @param {string} name its file name, `.ts` or `.tsx`
 * @param {import('prettier').Options} style
 */
export async function toJavaScript(text, name, style) {
  const blanked = blankSourceFile(parse(dropTypeDeclarations(text, name), name), (node) => {
    throw new Error(`${name}: "${node.getText()}" is no plain type syntax and cannot be stripped`);
  });
  return prettier.format(blanked, { ...style, filepath: name.replace(/\.ts(x?)$/, '.js$1') });
}
