import { l10n } from 'vscode';

/** Every text of the checklist's page, tree and report that does not come from the server, in the language of the editor. */
export type Strings = ReturnType<typeof createStrings>;

/** Numbered places such as `{0}` are filled in by `fill`. A pair has the text for one and for any other number. */
export function createStrings() {
  return {
    ...general(),
    ...controls(),
    status: statuses(),
    severity: { error: l10n.t('error'), warning: l10n.t('warning'), info: l10n.t('note'), hint: l10n.t('hint') },
    kind: { production: l10n.t('production'), development: l10n.t('development'), test: l10n.t('test') },
    filter: {
      todo: l10n.t('To do'),
      fail: l10n.t('Fails'),
      unknown: l10n.t('Cannot be told'),
      byHand: l10n.t('By hand'),
      settled: l10n.t('Settled'),
      notApplicable: l10n.t('Not applicable'),
      all: l10n.t('All'),
    },
    counts: counts(),
    hand: hand(),
    report: report(),
    states: states(),
  };
}

function general() {
  return {
    title: l10n.t('Deployment Checklist'),
    folder: l10n.t('Folder'),
    profile: l10n.t('Profile'),
    django: l10n.t('Django'),
    evidence: l10n.t('Where'),
    /** Message, label of the place. */
    openEvidence: l10n.t('{0} Open {1}'),
    moreEvidence: { one: l10n.t('Show {0} more place'), other: l10n.t('Show {0} more places') },
    explain: l10n.t('Explain'),
    /** Id of the rule. */
    explainRule: l10n.t('Explain {0}'),
    safeFix: l10n.t('Applies the edit. Nothing else changes.'),
    unsafeFix: l10n.t('Applies the edit. It may change how the project behaves: look at the result.'),
    moreFixes: { one: l10n.t('Show {0} more fix'), other: l10n.t('Show {0} more fixes') },
    nothingToDo: l10n.t('Nothing to do here.'),
    showSettled: { one: l10n.t('Show {0} settled item'), other: l10n.t('Show {0} settled items') },
    hideSettled: l10n.t('Hide settled items'),
  };
}

function controls() {
  return {
    search: l10n.t('Search the checklist'),
    searchHint: l10n.t('Search title, rule, message or file'),
    clearSearch: l10n.t('Clear search'),
    filters: l10n.t('Show'),
    fixAll: l10n.t('Apply Safe Fixes…'),
    expandAll: l10n.t('Expand All'),
    collapseAll: l10n.t('Collapse All'),
    copy: l10n.t('Copy as Markdown'),
    copied: l10n.t('The checklist was copied.'),
    save: l10n.t('Save Report…'),
    saved: l10n.t('The report was saved.'),
    progress: l10n.t('Settled items'),
    nothingMatches: l10n.t('Nothing matches.'),
    nothingMatchesHint: l10n.t('No item of this kind has “{0}” in its title, rule, message or files.'),
    nothingOfKind: l10n.t('No item is of this kind.'),
    allSettled: l10n.t('Everything is settled.'),
    allSettledHint: l10n.t('Nothing fails, nothing is left to find out or to do by hand. Have a good launch.'),
    searchAll: l10n.t('Search All Items'),
    showAll: l10n.t('Show All Items'),
  };
}

function statuses() {
  return {
    pass: l10n.t('Passes'),
    done: l10n.t('Done by hand'),
    fail: l10n.t('Fails'),
    unknown: l10n.t('Cannot be told'),
    notApplicable: l10n.t('Not applicable'),
    byHand: l10n.t('To do by hand'),
  };
}

function counts() {
  return {
    /** Settled, all. */
    settled: l10n.t('{0} of {1} settled'),
    fail: { one: l10n.t('{0} fails'), other: l10n.t('{0} fail') },
    unknown: { one: l10n.t('{0} cannot be told'), other: l10n.t('{0} cannot be told') },
    byHand: { one: l10n.t('{0} to do by hand'), other: l10n.t('{0} to do by hand') },
    notApplicable: { one: l10n.t('{0} not applicable'), other: l10n.t('{0} not applicable') },
    none: l10n.t('Nothing to check'),
    allSettled: l10n.t('All settled'),
    badge: { one: l10n.t('{0} error or warning'), other: l10n.t('{0} errors and warnings') },
  };
}

function hand() {
  return {
    open: l10n.t('Mark as Done…'),
    openUnknown: l10n.t('Settle by Hand…'),
    edit: l10n.t('Edit…'),
    takeBack: l10n.t('Take Back'),
    /** Title of the item. */
    form: l10n.t('Settle “{0}”'),
    verdict: l10n.t('Outcome'),
    done: l10n.t('Done'),
    notApplicable: l10n.t('Does not apply here'),
    by: l10n.t('Who'),
    note: l10n.t('Note (optional)'),
    notePlaceholder: l10n.t('What was done, where it is written down …'),
    save: l10n.t('Save'),
    cancel: l10n.t('Cancel'),
    /** The parts of a record: verdict with name, or without; then the date. */
    doneBy: l10n.t('Done by {0}'),
    doneByNobody: l10n.t('Done by hand'),
    notApplicableBy: l10n.t('Does not apply here, says {0}'),
    notApplicableByNobody: l10n.t('Does not apply here'),
  };
}

function report() {
  return {
    project: l10n.t('Project'),
    date: l10n.t('Date'),
    /** Name of the file, without its ending. */
    file: l10n.t('deployment-checklist'),
    note: l10n.t('Note'),
  };
}

function states() {
  return {
    loading: l10n.t('Reading the project…'),
    stopped: l10n.t('The language server is not running'),
    stoppedHint: l10n.t('Without it there is nothing to judge the settings. Restarting mends this most of the time.'),
    outdated: l10n.t('The language server is not running: what you see may be out of date.'),
    failed: l10n.t('The checklist could not be made'),
    restart: l10n.t('Restart Language Server'),
    output: l10n.t('Show Output'),
    noFolder: l10n.t('No folder is open'),
    noFolderHint: l10n.t('Open a folder with a Django project to see its deployment checklist.'),
    openFolder: l10n.t('Open Folder…'),
    noDjango: l10n.t('No Django project here'),
    noDjangoHint: l10n.t(
      'None of the open folders has a Django settings module: manage.py, wsgi.py or asgi.py name it, or it is a file settings.py. The list appears by itself when there is one.',
    ),
  };
}
