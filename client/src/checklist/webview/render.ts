/// <reference lib="dom" />
import type { ChecklistDto, EvidenceDto, FixReference, ItemDto, SectionDto } from '../../../../server/src/protocol';
import { describeTotals, emptyReason, type Filter, shownStatus, statusLabel, totals, visibleItems } from '../view';
import { button, element } from './dom';
import { statusIcon } from './icons';

export interface PageState {
  readonly folder?: string;
  readonly profile?: string;
  readonly filter: Filter;
  /** Ids of the sections that were folded. */
  readonly folded: readonly string[];
}

/** What the controls of the page do. */
export interface Actions {
  chooseFolder(folder: string): void;
  chooseProfile(profile: string): void;
  filter(filter: Filter): void;
  fold(section: string, folded: boolean): void;
  reveal(evidence: EvidenceDto): void;
  fix(reference: FixReference): void;
  tick(item: string, done: boolean): void;
  explain(rule: string): void;
}

export interface PageModel {
  readonly checklist: ChecklistDto;
  readonly done: ReadonlySet<string>;
  readonly state: PageState;
}

/** The whole page, drawn from nothing: it is small, and so it cannot disagree with what the server said. */
export function renderPage(model: PageModel, actions: Actions): readonly HTMLElement[] {
  const reason = emptyReason(model.checklist);
  if (reason !== undefined) return [element('h1', {}, 'Deployment checklist'), element('p', { class: 'waiting' }, reason)];
  const sections = model.checklist.sections.filter((section) => section.items.length > 0);
  return [header(model, actions), ...sections.map((section) => renderSection(section, model, actions))];
}

function header(model: PageModel, actions: Actions): HTMLElement {
  const { checklist, state } = model;
  const all = totals(checklist.sections, model.done);
  const about = [checklist.folder?.name, checklist.django && `Django ${checklist.django}`].filter(Boolean).join(' · ');
  const controls = element('div', { class: 'controls' });
  if (checklist.folders.length > 1) {
    const folders = checklist.folders.map((folder) => ({ value: folder.uri, label: folder.name }));
    controls.append(select('folder', 'Folder', folders, checklist.folder?.uri, actions.chooseFolder));
  }
  const profiles = checklist.profiles.map((profile) => ({ value: profile.name, label: `${profile.name} (${profile.kind})` }));
  if (profiles.length > 0) controls.append(select('profile', 'Profile', profiles, checklist.profile, actions.chooseProfile));
  controls.append(filterButtons(state.filter, actions));
  return element(
    'header',
    {},
    element('h1', {}, 'Deployment checklist'),
    element('p', { class: 'about' }, about),
    controls,
    progress(all),
    element('p', { class: 'summary' }, describeTotals(all)),
  );
}

function progress(all: ReturnType<typeof totals>): HTMLElement {
  const bar = element('div', {
    class: 'bar',
    role: 'progressbar',
    'aria-label': 'Settled items',
    'aria-valuemin': '0',
    'aria-valuemax': String(all.all),
    'aria-valuenow': String(all.done),
  });
  for (const [name, count] of [['pass', all.done] as const, ['fail', all.fail] as const, ['open', all.open] as const]) {
    if (count === 0) continue;
    const part = element('span', { class: `part part-${name}` });
    part.style.flexGrow = String(count);
    bar.append(part);
  }
  return bar;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function select(
  key: string,
  label: string,
  choices: readonly Choice[],
  chosen: string | undefined,
  choose: (value: string) => void,
): HTMLElement {
  const control = element('select', { id: `select-${key}`, 'data-key': `select-${key}` });
  for (const choice of choices) control.append(element('option', { value: choice.value, selected: choice.value === chosen }, choice.label));
  control.addEventListener('change', () => choose(control.value));
  return element('label', { class: 'select', for: `select-${key}` }, element('span', {}, label), control);
}

function filterButtons(current: Filter, actions: Actions): HTMLElement {
  const one = (filter: Filter, label: string) =>
    button(`filter-${filter}`, { class: 'filter', 'aria-pressed': String(current === filter) }, () => actions.filter(filter), label);
  return element('div', { class: 'filters', role: 'group', 'aria-label': 'Show' }, one('all', 'All'), one('open', 'Open'));
}

function renderSection(section: SectionDto, model: PageModel, actions: Actions): HTMLElement {
  const counts = totals([section], model.done);
  const items = visibleItems(section, model.state.filter, model.done);
  const folded = model.state.folded.includes(section.id);
  const badge = counts.fail > 0 ? element('span', { class: 'badge badge-fail' }, `${counts.fail} failing`) : '';
  const summary = element(
    'summary',
    { 'data-key': `section-${section.id}` },
    element('h2', {}, section.title),
    badge,
    element('span', { class: 'count' }, `${counts.done}/${counts.all}`),
  );
  const body =
    items.length > 0 ? items.map((item) => renderItem(item, model, actions)) : [element('li', { class: 'settled' }, 'Nothing open here.')];
  const details = element(
    'details',
    { open: !folded },
    summary,
    element('p', { class: 'intro' }, section.intro),
    element('ul', {}, ...body),
  );
  details.addEventListener('toggle', () => actions.fold(section.id, !details.open));
  return details;
}

function renderItem(item: ItemDto, model: PageModel, actions: Actions): HTMLElement {
  const status = shownStatus(item, model.done);
  const content = element('div', { class: 'content' }, titleLine(item, model, actions));
  for (const line of item.why) content.append(element('p', { class: 'why' }, line));
  if (item.evidence.length > 0) {
    const links = item.evidence.map((evidence, at) => evidenceLink(`${item.id}-evidence-${at}`, evidence, actions));
    content.append(element('div', { class: 'evidence' }, ...links));
  }
  if (item.fixes.length > 0) {
    const fixes = item.fixes.map((fix, at) =>
      button(`${item.id}-fix-${at}`, { class: fix.safe ? 'fix' : 'fix secondary' }, () => actions.fix(fix.reference), fix.title),
    );
    content.append(element('div', { class: 'fixes' }, ...fixes));
  }
  return element('li', { class: `item item-${status}` }, mark(item, model, actions), content);
}

function mark(item: ItemDto, model: PageModel, actions: Actions): Node {
  const status = shownStatus(item, model.done);
  if (item.status !== 'byHand') return statusIcon(status);
  const box = element('input', { type: 'checkbox', id: `tick-${item.id}`, 'data-key': `tick-${item.id}` });
  box.checked = status === 'done';
  box.addEventListener('change', () => actions.tick(item.id, box.checked));
  return box;
}

function titleLine(item: ItemDto, model: PageModel, actions: Actions): HTMLElement {
  const status = element('span', { class: 'status' }, statusLabel(item, model.done));
  if (item.status === 'byHand') {
    return element('div', { class: 'title' }, element('label', { for: `tick-${item.id}` }, item.title), status);
  }
  const explain = button(
    `${item.id}-explain`,
    { class: 'link rule', title: `Explain ${item.id}`, 'aria-label': `Explain ${item.id}` },
    () => actions.explain(item.id),
    item.id,
  );
  return element('div', { class: 'title' }, element('span', {}, item.title), status, explain);
}

function evidenceLink(key: string, evidence: EvidenceDto, actions: Actions): HTMLElement {
  return button(
    key,
    { class: 'link place', title: evidence.message, 'aria-label': `${evidence.message} Open ${evidence.label}` },
    () => actions.reveal(evidence),
    evidence.label,
  );
}
