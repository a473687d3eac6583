import type { EvidenceDto, FixReference, SectionDto } from '../../../../server/src/protocol';
import type { Snapshot } from '../store';
import type { Strings } from '../strings';
import { contentOf, totals, visibleItems } from '../view';
import { fill } from '../words';
import { h, type Piece } from './dom';
import { header } from './header';
import { sectionView } from './section';
import type { Draft, PageState } from './state';
import { messageView, outdatedBanner, troubleView } from './states';
import { toolbar } from './toolbar';

/** What the server writes is English in every editor: screen readers have to pronounce it so. */
export const SERVER_LANGUAGE = 'en';

/** What the controls of the page do. */
export interface Actions {
  chooseFolder(folder: string): void;
  chooseProfile(profile: string): void;
  /** Changes what the page keeps, and draws it anew. */
  change(state: Partial<PageState>): void;
  foldAll(open: boolean): void;
  reveal(evidence: EvidenceDto): void;
  fix(reference: FixReference): void;
  explain(rule: string): void;
  openForm(draft: Draft): void;
  /** A field of the form changed: kept, but nothing is drawn. */
  type(change: Partial<Draft>): void;
  submitForm(): void;
  closeForm(): void;
  takeBack(item: string): void;
  send(request: 'copy' | 'save' | 'fixAll' | 'restart' | 'showOutput' | 'openFolder'): void;
}

export interface PageModel {
  readonly snapshot: Snapshot;
  readonly state: PageState;
  readonly strings: Strings;
  /** The name that a new record is proposed under. */
  readonly author: string;
  /** BCP 47 tag of the language that dates are written in. */
  readonly language: string;
}

/** What the page should be: a function of the model alone. */
export function pageView(model: PageModel, actions: Actions): readonly Piece[] {
  const { snapshot, strings } = model;
  const { checklist, trouble } = snapshot;
  if (!checklist) return [trouble ? troubleView(trouble, strings, actions) : loadingView(strings)];
  const content = contentOf(checklist);
  if (content !== 'list') return [trouble ? troubleView(trouble, strings, actions) : messageView(content, strings, actions)];
  return [
    ...(trouble ? [outdatedBanner(trouble, strings, actions)] : []),
    header(model, checklist, actions),
    toolbar(model, checklist, actions),
    h('div', { key: 'sections', class: 'sections' }, ...sectionViews(model, checklist.sections, actions)),
  ];
}

/** Whether the section is unfolded: as a person left it, else when there is something to do; searching opens what it finds. */
export function isOpen({ snapshot, state }: Pick<PageModel, 'snapshot' | 'state'>, section: SectionDto): boolean {
  const found = visibleItems(section, state, snapshot.records).length > 0;
  if (state.search !== '') return found;
  return state.open[section.id] ?? found;
}

function sectionViews(model: PageModel, sections: readonly SectionDto[], actions: Actions): readonly Piece[] {
  const { snapshot, state, strings } = model;
  const shown = sections.filter((section) => section.items.length > 0 && isShown(model, section));
  const found = shown.some((section) => visibleItems(section, state, snapshot.records).length > 0);
  const views = shown.map((section) => sectionView(section, model, actions));
  if (found) return views;
  if (state.search !== '')
    return [nothing(strings.nothingMatches, fill(strings.nothingMatchesHint, state.search), searchAll(model, actions))];
  if (state.filter !== 'todo') return [nothing(strings.nothingOfKind, '', showAll(model, actions))];
  const all = totals(sections, snapshot.records);
  return all.all === 0 ? views : [nothing(strings.allSettled, strings.allSettledHint), ...views];
}

/** What has nothing to do stays as one line, so that the launch can be seen as a whole; what a search or filter leaves empty is gone. */
function isShown({ snapshot, state }: PageModel, section: SectionDto): boolean {
  const isWhole = state.search === '' && state.filter === 'todo';
  return isWhole || visibleItems(section, state, snapshot.records).length > 0;
}

function nothing(title: string, hint: string, ...actions: readonly Piece[]): Piece {
  return h(
    'div',
    { key: 'nothing', class: 'nothing' },
    h('p', { class: 'nothing-title' }, title),
    h('p', { class: 'quiet' }, hint),
    ...actions,
  );
}

function searchAll({ state, strings }: PageModel, actions: Actions): Piece {
  if (state.filter === 'all')
    return h('button', { type: 'button', class: 'button secondary', onclick: () => actions.change({ search: '' }) }, strings.clearSearch);
  return h('button', { type: 'button', class: 'button secondary', onclick: () => actions.change({ filter: 'all' }) }, strings.searchAll);
}

function showAll({ strings }: PageModel, actions: Actions): Piece {
  return h('button', { type: 'button', class: 'button secondary', onclick: () => actions.change({ filter: 'all' }) }, strings.showAll);
}

function loadingView({ title, states }: Strings): Piece {
  return h(
    'div',
    { key: 'loading', class: 'loading' },
    h('h1', { class: 'visually-hidden' }, title),
    h('div', { class: 'loading-bar' }),
    h('p', { class: 'quiet' }, states.loading),
  );
}
