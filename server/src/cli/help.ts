export const HELP = `Tells what production will do with a Django project, from its files alone. Nothing of the project is run.

django-preflight check [PATH…]       judge the project (or one file of it)
django-preflight checklist [PATH]    every item with pass, fail or unknown, and why
django-preflight settings [PATH] [NAME…]
                                     the values that Django would see, and where they come from
django-preflight explain ID-or-name  what a rule or a setting is about
django-preflight rules               list the rules
django-preflight lsp --stdio         serve an editor

Output
  --format text|json          text shows the code with the fault underlined
  --fail-level LEVEL          exit 1 at error, warning (default), info or above; never
  --select IDS, --ignore IDS  rules by id or family, separated by commas
  --with-defaults             settings: Django's defaults too
Which settings
  --profile NAME              one of the profiles found (a name, or a kind such as development)
  --settings MODULE[:CLASS]   any settings module, judged as production
  --python-path DIR           folder below PATH that modules are imported from
  --env NAME=VALUE            a variable of the process; may be repeated
  --env-file FILE             variables from a file; may be repeated
  --isolated-env              a variable that is not given is unset (otherwise it is unknown)
  --django-version, --gunicorn-version, --nginx-version
                              otherwise from requirements and lock files, else the newest
Changes
  --fix                       apply the fixes that do not change behaviour
  --unsafe-fixes              apply the others too
  --diff                      only show what --fix or --unsafe-fixes would change
  --baseline FILE             accept the findings that FILE lists; it is written when it is not there
  --config FILE               instead of django-preflight.toml or pyproject.toml

Exit code: 0 nothing at the fail level, 1 findings, 2 bad usage, unreadable path or broken configuration.
`;
