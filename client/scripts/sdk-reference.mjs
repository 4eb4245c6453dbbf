/** docs/sdk.md: everything that the entries of the package export, as their types and comments have it. */
import ts from "typescript";
import { names, src } from "./entries.mjs";

const HEAD = `# SDK

Everything that \`oriole-client\` exports, by entry: made from the types by \`npm run generate:api\`, and a test holds it to them.
How it goes together is in the guides ([web](guide/web.md), [mini-program](guide/mini-program.md), [Node](guide/node.md)); the
components for Vue are in [vue.md](vue.md).
`;

/** The entry that others build on comes first; what one passes on of another is described there. */
const ORDER = ["index", ...names];
const titleOf = (name) => (name === "index" ? "oriole-client" : `oriole-client/${name}`);

/** What a comment says, as one paragraph; of a file, the first one is the entry's. */
const paragraph = (comment) =>
  comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trim())
    .join(" ")
    .trim();

function commentBefore(node) {
  const text = node.getSourceFile().text;
  const last = (ts.getLeadingCommentRanges(text, node.pos) ?? []).at(-1);
  const found = last && text.slice(last.pos, last.end);
  return found?.startsWith("/**") ? paragraph(found) : "";
}

const withoutIndent = (text) => {
  const depth = /\n( *)\}?$/.exec(text)?.[1]?.length ?? 0;
  return text.replace(new RegExp(`\n {${depth}}`, "g"), "\n");
};

/** A declaration without what only the machine needs. */
function declared(node) {
  const source = node.getSourceFile().text;
  const until = (end) => source.slice(node.getStart(), end).trim();
  if (ts.isFunctionDeclaration(node)) return until(node.body?.pos ?? node.end).replace(/^export (async )?/, "");
  if (ts.isClassDeclaration(node)) return classText(node);
  if (ts.isVariableDeclaration(node)) return constText(node);
  return withoutIndent(until(node.end).replace(/^export /, ""));
}

function classText(node) {
  const hidden = (member) =>
    (member.name && ts.isPrivateIdentifier(member.name)) ||
    ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
  const members = node.members
    .filter((member) => !hidden(member))
    // Overloads say what there is; what carries them out says it again.
    .filter((member, at, all) => !(member.body && all[at - 1]?.name?.getText() === member.name?.getText()))
    .map((member) => {
      const comment = commentBefore(member);
      const end = member.body?.pos ?? member.initializer?.pos ?? member.end;
      const text = member
        .getSourceFile()
        .text.slice(member.getStart(), end)
        .replace(/[=\s;]+$/, "");
      return `${comment && `  /** ${comment} */\n`}  ${text.replace(/^(declare|async|override) /, "")};`;
    });
  const text = node.getSourceFile().text;
  return `${text
    .slice(node.getStart(), node.members.pos)
    .replace(/^export /, "")
    .trim()}\n${members.join("\n")}\n}`;
}

function constText(node) {
  const { initializer, type } = node;
  const name = node.name.getText();
  if (type) return `const ${name}: ${type.getText()}`;
  if (!initializer || !ts.isArrowFunction(initializer)) return `const ${name}`;
  const result = initializer.type ? `: ${initializer.type.getText()}` : "";
  const given = initializer.parameters.map((one) => one.getText()).join(", ");
  return `function ${name}(${given})${result}`;
}

/** A function of oriole-client/actions that is one REST call: how, and of which path. */
const callOf = (node) =>
  ts.isVariableDeclaration(node) && /^(Get|Post|List)<"([^"]+)">$/.exec(node.type?.getText() ?? "");

const METHODS = { Get: "GET", List: "GET", Post: "POST" };

function callRow(name, node, [, how, path], summaries) {
  const method = METHODS[how];
  const own = commentBefore(node.parent.parent) || `${summaries.get(`${method} ${path}`)}.`;
  const said = how === "List" ? `${own} A page: \`data\` and \`cursor\`.` : own;
  return `| \`${name}\` | ${method} ${path} | ${said} |`;
}

const declarationOf = (checker, symbol) => {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target.declarations?.find((node) => node.kind !== ts.SyntaxKind.SourceFile);
};

/** Types that a declaration names and no entry exports: they are shown with it. */
function unnamedTypes(checker, node, exported, shown = new Set()) {
  const visit = (part) => {
    if (ts.isFunctionLike(part.parent) && part === part.parent.body) return;
    if (ts.isTypeReferenceNode(part)) {
      const symbol = checker.getSymbolAtLocation(part.typeName);
      const target = symbol && declarationOf(checker, symbol);
      const isType = target && (ts.isInterfaceDeclaration(target) || ts.isTypeAliasDeclaration(target));
      if (isType && !exported.has(target) && !shown.has(target) && target.getSourceFile().fileName.startsWith(src)) {
        shown.add(target);
        unnamedTypes(checker, target, exported, shown);
      }
    }
    ts.forEachChild(part, visit);
  };
  ts.forEachChild(node, visit);
  return shown;
}

function section(checker, name, node, exported) {
  const said = commentBefore(ts.isVariableDeclaration(node) ? node.parent.parent : node);
  const others = [...unnamedTypes(checker, node, exported)].map((one) => {
    const comment = commentBefore(one);
    return `\n\n${comment && `/** ${comment} */\n`}${declared(one)}`;
  });
  return `### ${name}\n\n${said && `${said}\n\n`}\`\`\`ts\n${declared(node)}${others.join("")}\n\`\`\`\n`;
}

function entryText(checker, file, entry, { seen, exported, summaries }) {
  const calls = [];
  const sections = [];
  const passedOn = new Set();
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(file));
  for (const symbol of symbols.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const node = declarationOf(checker, symbol);
    if (!node) throw new Error(`${entry}: no declaration of ${symbol.name}`);
    const other = seen.get(node);
    if (other) {
      if (other !== entry) passedOn.add(other);
      continue;
    }
    seen.set(node, entry);
    const call = callOf(node);
    if (call) calls.push(callRow(symbol.name, node, call, summaries));
    else sections.push(section(checker, symbol.name, node, exported));
  }
  const head = /^\/\*\*[\s\S]*?\*\//.exec(file.text)?.[0] ?? "";
  const about = paragraph(head).replace(/^oriole-client(\/\w+)?: */, "");
  const others = [...passedOn].map((name) => `\`${titleOf(name)}\``).join(", ");
  const rest = others && `\nPasses on what ${others} exports.\n`;
  const table =
    calls.length > 0 &&
    `\nEach takes a client and the parameters of its call in [api.md](api.md), typed, and resolves with its \`data\`:\n\n| function | call | |\n|---|---|---|\n${calls.join("\n")}\n`;
  return [
    `## ${titleOf(entry)}\n\n${about[0]?.toUpperCase() ?? ""}${about.slice(1)}\n${rest}${table || ""}`,
    ...sections,
  ].join("\n");
}

/** `summaries` says what each call is for, by method and path. */
export function sdkReference(summaries) {
  const files = ORDER.map((name) => `${src}${name === "index" ? "" : `${name}/`}index.ts`);
  const options = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, noLib: true };
  const program = ts.createProgram(files, { ...options, target: ts.ScriptTarget.ESNext, types: [] });
  const checker = program.getTypeChecker();
  const exportsOf = (file) => checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)));
  const exported = new Set(files.flatMap(exportsOf).map((symbol) => declarationOf(checker, symbol)));
  const known = { seen: new Map(), exported, summaries };
  const texts = ORDER.map((entry, at) => entryText(checker, program.getSourceFile(files[at]), entry, known));
  return `${HEAD}\n${texts.join("\n")}`;
}
