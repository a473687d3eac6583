/** Programs that run no command of Django whatever their arguments are. */
export const HARMLESS: ReadonlySet<string> = new Set(
  `. [ [[ : alias apk apt apt-get aptitude autoflake awk aws az bandit basename black brew bump2version bzip2 cat cd certbot chmod chown clear codecov
  cosign coveralls cp cut date dbt df diff dig dirname dnf doctl djade djhtml djlint docformatter dpkg du echo eslint exit export false figlet file
  find flake8 fossa free gcloud gem getent gh git git-crypt git-lfs glab go gpg grep egrep gsutil gunzip gzip hadolint head help hostname htpasswd id
  install isort jobs jq kill kubectl helm kustomize ldconfig ln locale locale-gen ls lsof lychee md5sum mkdir mktemp mv mypy mysql mysqladmin createdb
  dropdb netstat node nproc nslookup npx nvm openssl osv-scanner pip pip-audit pip-compile pip-sync pip3 pipx pkill popd poetry-core
  printenv printf prettier prospector psql pg_isready pg_dump pushd pwd pycodestyle pydocstyle pyenv pylint pyright pyupgrade readlink redis-cli rm rmdir
  rsync ruff safety scp sed seq semgrep semantic-release sentry-cli set sha256sum shellcheck sleep snyk sort source-highlight sqlfluff ss stylelint sudo-rs
  sync tail tar tee terraform test touch tr trap tree trivy true tsc twine ty type ulimit umask uname uniq unset until unzip update-locale usermod
  useradd adduser vercel vulture wait wc webpack wget which whoami xz yamllint yapf yes yq zip curl nc flyctl-install codespell commitlint cspell
  interrogate refurb vermin validate-pyproject check-manifest check-wheel-contents build mkdocs sphinx-build docsify towncrier cz commitizen markdownlint
  actionlint zizmor detect-secrets gitleaks trufflehog license-checker sonar-scanner dockerize hash return shift local read declare typeset readonly
  break continue let eval-harmless buildah skopeo crane syft grype msgfmt xgettext gettext playwright service systemctl-status update-alternatives
  apt-key add-apt-repository gpg-agent ssh-add ssh-agent ssh-keyscan ssh-keygen eb ebcli serverless sls netlify pulumi cdk sam django-upgrade curlylint
  lint-imports pip-licenses pip-check deptry creosote pyroma nosec npm-check rsvg-convert dpkg-query`.split(/\s+/),
);

/** Programs that run what stands behind them; how many words of their own come first, and which of their options take a word. */
export const WRAPPERS: Readonly<
  Record<string, { readonly verbs?: readonly string[]; readonly valued?: readonly string[]; readonly own?: number }>
> = {
  sudo: { valued: ['-u', '-g', '-h', '-p', '--user', '--group'] },
  doas: { valued: ['-u'] },
  env: { valued: ['-u', '-C'] },
  nice: { valued: ['-n'] },
  nohup: {},
  time: {},
  command: {},
  exec: {},
  builtin: {},
  timeout: { own: 1, valued: ['-s', '-k'] },
  'xvfb-run': { valued: ['-s', '-n', '-e'] },
  stdbuf: {},
  script: {},
  poetry: { verbs: ['run'], valued: ['-C', '-P', '--directory', '--project'] },
  pipenv: { verbs: ['run'] },
  pdm: { verbs: ['run'], valued: ['-p', '--project'] },
  rye: { verbs: ['run'] },
  uv: {
    verbs: ['run'],
    valued: [
      '--with',
      '--group',
      '--extra',
      '--python',
      '-p',
      '--directory',
      '--project',
      '--package',
      '--env-file',
      '--with-requirements',
    ],
  },
  uvx: { valued: ['--with', '--from', '--python', '-p'] },
  hatch: { verbs: ['run'], valued: ['-e', '--env'] },
  conda: { verbs: ['run'], valued: ['-n', '--name', '-p', '--prefix'] },
  mamba: { verbs: ['run'], valued: ['-n', '--name', '-p', '--prefix'] },
  micromamba: { verbs: ['run'], valued: ['-n', '--name', '-p', '--prefix'] },
  pipx: { verbs: ['run'], valued: ['--spec', '--python'] },
  coverage: { verbs: ['run'], valued: ['--source', '--rcfile', '--omit', '--include', '--data-file', '--context', '--concurrency'] },
  dotenv: { verbs: ['run'], valued: ['-f', '--file'] },
  doppler: { verbs: ['run'], valued: ['-p', '-c', '--project', '--config'] },
  op: { verbs: ['run'], valued: ['--env-file'] },
  chamber: { verbs: ['exec'], own: 1 },
  'ddtrace-run': {},
  'opentelemetry-instrument': {},
  'direnv-exec': { own: 1 },
  xargs: { valued: ['-n', '-P', '-I', '-L'] },
  watchmedo: { verbs: ['auto-restart'], valued: ['-d', '-p'] },
};

/** Steps of others that run no command of Django: what they are for is told by their owner or name. */
export const HARMLESS_ACTIONS: readonly RegExp[] = [
  /^(actions|docker|github|codecov|coverallsapp|aws-actions|google-github-actions|azure|hashicorp|astral-sh|snok|peter-evans|pre-commit-ci|aquasecurity|sigstore|ossf|sonarsource|softprops|tj-actions|dorny|peaceiris|jamesives|stefanzweifel|release-drafter|googleapis|dependabot|anchore|slsa-framework|actions-rs|actions-rust-lang|gitleaks|trufflesecurity|redhat-actions|crazy-max|jakejarvis|pnpm|oven-sh|denoland|ruby|shivammathur|psf|chartboost|py-actions|isort|wemake-services|rickstaa|8398a7|slackapi|rtcamp|appleboy\/(scp|telegram|discord)-action|dawidd6|andstor|mxschmitt|supercharge|ankane|getsentry|cypress-io|microsoft|superfly|digitalocean|depot|useblacksmith|lycheeverse|crowdin|treosh|foo-software|actions-cool|amannn|cirrus-actions|webfactory|shimataro|step-security|pypa|pulumi|cloudflare|netlify|bahmutov|burnett01|easingthemes|mathieudutour|conventional-changelog|googlecloudplatform|docker-practice|zizmorcore|rhysd|endbug|kentaro-m|toshimaru|samuelmeuli|mikepenz|ncipollo|marocchino|thollander|fjogeleit|harden-runner|carlosperate|johnnymorganz|creyD|trilom|hadolint|reviewdog|re-actors|jidicula|contributor-assistant|cla-assistant|stale)(\/|$)/i,
];
