/** No text a person reads stands in code: markup, labels and script take them from the catalogs. */
import { parse } from "svelte/compiler";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const sources = import.meta.glob<string>(["../src/**/*.svelte", "../src/**/*.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});

/** Made-up data and generated code are no part of what a person reads; catalogs are where texts belong. */
const ELSEWHERE = [/\/lib\/fake\//, /\/host\.fake\.ts$/, /\/dev\.ts$/, /\/bindings\.ts$/, /\/lib\/words\//];

/** Literals that look like texts and are none. */
const NO_TEXTS: Record<string, string> = {
  "stint toggle": "a command is typed the same in every language",
  "Plane, Yandex, Clockify, awork, Alignsoft, Redmine": "names of services",
};

/** Attributes and props that are read or heard. */
const SAID =
  /^(?:aria-(?:label|description|roledescription|placeholder|valuetext)|title|placeholder|alt|label|hint|text|lead|help|name|more|message|none|summary)$/;
/** Calls whose literals address the page or a developer. */
const MUTE =
  /(?:^|\.)(?:querySelector(?:All)?|closest|matches|getElementById|getPropertyValue|setProperty|Error|supports|matchMedia|split|t|say|told)$/;

/** Keys are called by what is printed on most keyboards. */
const KEYS =
  /^(?:Ctrl|Alt|Shift|Enter|Space|Esc|Del|F\d|[\w↑↓→←/?,…])(?:(?: |\+)(?:Ctrl|Alt|Shift|Enter|Esc|Del|F\d|[\w↑↓→←/?,…]|↑↓))*$/;

const hasWord = (text: string) => /\p{L}{2,}/u.test(text.replaceAll(/&\w+;/g, ""));
/** Quotation marks differ by language as words do. */
const hasWords = (text: string) => /\p{L}{2,}[,:]? +\p{L}|[“”„«»]/u.test(text);
const isName = (text: string) => /^\p{Lu}\p{Ll}/u.test(text);

interface Node {
  type: string;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;

/** What an expression can come to that is written there as text. */
function literals(node: unknown): string[] {
  if (!isNode(node)) return [];
  const of = (...keys: string[]) => keys.flatMap((key) => [node[key]].flat().flatMap(literals));
  if (node.type === "Literal") return typeof node.value === "string" ? [node.value] : [];
  if (node.type === "TemplateElement") return [String((node.value as { cooked: string }).cooked)];
  if (node.type === "TemplateLiteral") return of("quasis", "expressions");
  if (node.type === "ConditionalExpression") return of("consequent", "alternate");
  if (node.type === "LogicalExpression" || node.type === "BinaryExpression")
    return /^(?:===?|!==?|[<>]=?|in|instanceof)$/.test(String(node.operator)) ? [] : of("left", "right");
  return [];
}

/** The texts in the markup of a component. */
function inMarkup(source: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown, inKey: boolean): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, inKey);
    if (!isNode(value) || value.type === "StyleDirective") return;
    // Keys on a keyboard are called by what is printed on them.
    const key = inKey || (value.type === "RegularElement" && value.name === "kbd");
    if (value.type === "Text" && !key && hasWord(String(value.data))) found.push(String(value.data).trim());
    if (value.type === "ExpressionTag" && !key) found.push(...literals(value.expression).filter(hasWord));
    if (value.type === "Attribute") {
      attribute(value);
      return;
    }
    for (const [name, child] of Object.entries(value)) {
      if (!["expression", "start", "end", "name", "css"].includes(name)) visit(child, key);
    }
  };
  const attribute = ({ name, value }: Node): void => {
    if (!SAID.test(String(name)) || value === true) return;
    const said = [value]
      .flat()
      .flatMap((part) =>
        isNode(part) ? (part.type === "Text" ? [String(part.data)] : literals(part.expression)) : [],
      );
    // `name` is a word for a program on an icon or an input, and a text on a component that shows it.
    found.push(
      ...said.filter((text) =>
        name === "name" || name === "label" ? isName(text) || hasWords(text) : hasWord(text),
      ),
    );
  };
  visit(parse(source, { modern: true }).fragment, false);
  return found;
}

/** The texts in a script: sentences anywhere, and single words where they are shown. */
function inScript(source: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile("a.ts", source, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node) && /toasts\.(?:show|say)$/.test(node.expression.getText(file)))
      found.push(...node.arguments.filter(ts.isStringLiteralLike).map((text) => text.text));
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && MUTE.test(node.expression.getText(file)))
      return;
    if (
      ts.isPropertyAssignment(node) &&
      SAID.test(node.name.getText(file)) &&
      ts.isStringLiteralLike(node.initializer)
    )
      if (isName(node.initializer.text)) found.push(node.initializer.text);
    if (ts.isStringLiteralLike(node) && hasWords(node.text)) found.push(node.text);
    if (ts.isTemplateExpression(node))
      found.push(
        ...[node.head, ...node.templateSpans.map((span) => span.literal)]
          .map((part) => part.text)
          .filter(hasWords),
      );
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether a text is looked up when the file is loaded, and stays what it was then. */
function saysEarly(source: string): boolean {
  const file = ts.createSourceFile("a.ts", source, ts.ScriptTarget.Latest, true);
  const says = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isCallExpression(node) && node.expression.getText(file) === "t") return true;
    return ts.forEachChild(node, says) ?? false;
  };
  return says(file);
}

const scriptsOf = (source: string) =>
  [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? "");

function textsIn(path: string, source: string): string[] {
  const found = path.endsWith(".svelte")
    ? [...inMarkup(source), ...scriptsOf(source).flatMap(inScript)]
    : inScript(source);
  return found.filter((text) => !(text in NO_TEXTS) && !KEYS.test(text.replace(/^ \((\w+)\)$/, "$1")));
}

describe("code", () => {
  const ours = Object.entries(sources).filter(([path]) => !ELSEWHERE.some((place) => place.test(path)));

  it("is all looked at", () => expect(ours.length).toBeGreaterThan(100));

  it.each(ours)("holds no text: %s", (path, source) => expect(textsIn(path, source)).toEqual([]));

  it("binds no text before the language is known", () => {
    const early = ours.filter(([path, source]) => path.endsWith(".ts") && saysEarly(source));
    expect(early.map(([path]) => path)).toEqual([]);
    expect(saysEarly('const NAMES = {\n  start: t("a.b"),\n};')).toBe(true);
    expect(saysEarly('const name = () => t("a.b");')).toBe(false);
  });
});

describe("a text in code is found", () => {
  it.each([
    ["<p>Nothing yet.</p>", "Nothing yet."],
    ['<button aria-label="Close"></button>', "Close"],
    ['<input placeholder="Type here" />', "Type here"],
    ['<p>{away ? "Away" : t("x")}</p>', "Away"],
    [`<p title={\`Since \${time}\`}></p>`, "Since"],
    ['<Dialog label="Edit entry"></Dialog>', "Edit entry"],
    ['<script>toasts.show("Saved");</script>', "Saved"],
    ['<script>const items = [{ label: "Edit", run }];</script>', "Edit"],
    [`<script>problem = \`It begins at \${from}.\`;</script>`, "It begins at"],
    [`<script>quoted = \`“\${text}”\`;</script>`, "“"],
  ])("%s", (source, text) =>
    expect(textsIn("a.svelte", source).map((found) => found.trim())).toContain(text),
  );

  it.each([
    '<p class="card quiet">{t("a.b")}</p>',
    "<kbd>Ctrl</kbd>",
    '<Icon name="play" />',
    '<p>{state === "running" ? t("a") : ""}</p>',
    '<script>document.querySelector("dialog input");</script>',
    '<script>throw new Error("the list is empty");</script>',
  ])("and this is none: %s", (source) => expect(textsIn("a.svelte", source)).toEqual([]));
});
