const TAG = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>/g;
const TEXT = /^(?:[^<&]|&(?:amp|lt|gt|quot|apos|#\d+);)*$/;

/** What is wrong with a piece of XML that has one root, elements, attributes and text, and nothing else; undefined when it is well-formed. */
export function brokenMarkup(xml: string): string | undefined {
  const open: string[] = [];
  let roots = 0;
  let end = 0;
  for (const tag of xml.matchAll(TAG)) {
    const [whole, closing, name = '', attributes = '', empty] = tag;
    const between = xml.slice(end, tag.index);
    if (!TEXT.test(between) || (open.length === 0 && between.trim() !== '')) return `text: ${between.trim()}`;
    end = tag.index + whole.length;
    if (open.length === 0) roots += 1;
    if (closing && open.pop() !== name) return `</${name}> closes nothing`;
    if (!closing && !empty) open.push(name);
    const names = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)];
    if (new Set(names.map(([, attribute]) => attribute)).size < names.length) return `twice the same attribute: ${whole}`;
    if (names.some(([, , value = '']) => !TEXT.test(value))) return `attribute: ${whole}`;
  }
  const rest = xml.slice(end).trim();
  if (rest !== '') return `text: ${rest}`;
  if (open.length > 0) return `not closed: ${open.join(' ')}`;
  return roots === 1 ? undefined : `${roots} roots`;
}
