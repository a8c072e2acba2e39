// Turbo writes a style element for its progress bar as it loads; our policy refuses inline styles
// (and reports them). Imported just before Turbo, this hands it a harmless element instead;
// turbo.ts takes it back and brings our own bar.
const createElement = Document.prototype.createElement;

Document.prototype.createElement = function (
  this: Document,
  name: string,
  options?: ElementCreationOptions,
) {
  const harmless = name.toLowerCase() === 'style' ? 'template' : name;
  return createElement.call(this, harmless, options);
} as typeof createElement;

/** Gives the document its own method back and removes what Turbo put into the head. */
export function takeBackCreateElement(): void {
  Document.prototype.createElement = createElement;
  for (const stray of document.head.querySelectorAll(':scope > template')) stray.remove();
}
