/** What can be told about a regular expression without compiling it. */
export interface RegexFacts {
  /** What PCRE2 refuses; undefined where it compiles, and where we cannot tell. */
  readonly error: string | undefined;
  /** Names of its named groups, as written. */
  readonly names: readonly string[];
}

/**
 * Reads a pattern as PCRE2 does, far enough to be certain of the mistakes that people make: brackets, quantifiers, ranges, names,
 * references. https://www.pcre.org/current/doc/html/pcre2pattern.html
 */
export function readRegex(pattern: string): RegexFacts {
  // Blanks and comments mean nothing in an extended pattern, which this does not read.
  const extended = /\(\?[a-wyzA-Z^-]*x/.test(pattern);
  const reader = new Reader(pattern);
  return { error: extended ? undefined : reader.read(), names: reader.names };
}

class Reader {
  readonly names: string[] = [];
  private at = 0;
  private groups = 0;
  private depth = 0;
  /** Whether a quantifier may follow. */
  private repeatable = false;
  private referred = 0;

  constructor(private readonly pattern: string) {}

  read(): string | undefined {
    while (this.at < this.pattern.length) {
      const error = this.item();
      if (error !== undefined) return error;
    }
    if (this.depth > 0) return 'missing closing parenthesis';
    return this.referred > this.groups ? `there is no group ${this.referred}` : undefined;
  }

  private item(): string | undefined {
    const { pattern, at } = this;
    switch (pattern[at]) {
      case '\\':
        return this.escape();
      case '[':
        this.repeatable = true;
        return this.characterClass();
      case '(':
        return this.open();
      case ')':
        this.at++;
        this.repeatable = true;
        return --this.depth < 0 ? 'unmatched closing parenthesis' : undefined;
      case '|':
      case '^':
      case '$':
        this.at++;
        this.repeatable = false;
        return undefined;
      case '*':
      case '+':
      case '?':
        return this.quantifier(1);
      case '{': {
        const braces = /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(at));
        if (braces) return this.counted(braces);
        break;
      }
      default:
    }
    this.at++;
    this.repeatable = true;
    return undefined;
  }

  private counted([whole, least = '', comma, most = '']: RegExpExecArray): string | undefined {
    if (Number(least) > 65_535 || Number(most) > 65_535) return 'number too big in {} quantifier';
    if (comma !== undefined && most !== '' && Number(most) < Number(least)) return 'numbers out of order in {} quantifier';
    return this.quantifier(whole.length);
  }

  private quantifier(length: number): string | undefined {
    if (!this.repeatable) return 'quantifier does not follow a repeatable item';
    this.at += length;
    if (this.pattern[this.at] === '?' || this.pattern[this.at] === '+') this.at++;
    this.repeatable = false;
    return undefined;
  }

  private escape(): string | undefined {
    const rest = this.pattern.slice(this.at + 1);
    if (rest === '') return '\\ at end of pattern';
    if (rest.startsWith('Q')) return this.quoted(rest);
    if (rest.startsWith('E')) {
      this.at += 2;
      return undefined;
    }
    const reference = /^[1-9](?!\d)/.exec(rest);
    if (reference) this.referred = Math.max(this.referred, Number(reference[0]));
    this.repeatable = !/^[bBAGzZ]/.test(rest);
    this.at += 2;
    const braces = /^(?:[xopPgkN])(\{[^}]*\}|<[^>]*>|'[^']*')/.exec(rest);
    if (braces) this.at += (braces[1] ?? '').length;
    return undefined;
  }

  private quoted(rest: string): string | undefined {
    const end = rest.indexOf('\\E');
    if (end !== 1) this.repeatable = true;
    this.at = end < 0 ? this.pattern.length : this.at + 1 + end + 2;
    return undefined;
  }

  private characterClass(): string | undefined {
    let at = this.at + 1;
    if (this.pattern[at] === '^') at++;
    for (let first = true; ; first = false) {
      const character = this.pattern[at];
      if (character === undefined) return 'missing terminating ] for character class';
      if (character === ']' && !first) break;
      const posix = /^\[([:.=])[^\]\\]*?\1\]/.exec(this.pattern.slice(at));
      if (posix || character === '\\') {
        if (this.pattern.startsWith('\\Q', at)) return this.unread();
        at += posix ? posix[0].length : 2;
        continue;
      }
      const to = this.pattern[at + 2];
      const isRange = this.pattern[at + 1] === '-' && to !== undefined && to !== ']' && to !== '\\' && to !== '[' && character !== '[';
      if (isRange && character > to) return 'range out of order in character class';
      at += isRange ? 3 : 1;
    }
    this.at = at + 1;
    return undefined;
  }

  /** Gives up on the rest of the pattern. */
  private unread(): undefined {
    this.at = this.pattern.length;
    this.depth = 0;
    this.referred = 0;
    return undefined;
  }

  private open(): string | undefined {
    const rest = this.pattern.slice(this.at);
    if (rest.startsWith('(*')) return this.verb(rest);
    if (rest.startsWith('(?#')) return this.comment(rest);
    this.repeatable = false;
    if (!rest.startsWith('(?')) {
      this.at++;
      this.depth++;
      this.groups++;
      return undefined;
    }
    const named = /^\(\?(?:P?<(?![=!])|')/.exec(rest);
    if (named) return this.namedGroup(rest, named[0]);
    const options = /^\(\?(?:\^?[a-zA-Z]*(?:-[a-zA-Z]*)?)([:)])/.exec(rest);
    if (options) {
      this.at += options[0].length;
      if (options[1] === ':') this.depth++;
      return /[^imsnxJUaDSWPTrR^-]/.test(options[0].slice(2, -1)) ? 'unrecognized character after (?' : undefined;
    }
    if (/^\(\?[@$%*.~/;,"{}[\]]/.test(rest)) return 'unrecognized character after (?';
    const plain = /^\(\?(?:[=!>|]|<[=!])/.exec(rest);
    // A condition, a call of another group, a callout.
    if (!plain) return this.unread();
    this.at += plain[0].length;
    this.depth++;
    return undefined;
  }

  private namedGroup(rest: string, head: string): string | undefined {
    const name = /^[A-Za-z_]\w*/.exec(rest.slice(head.length))?.[0];
    if (name === undefined) return 'the name of a group is missing, or starts with a digit';
    const close = rest[head.length + name.length];
    if (close !== (head.endsWith('<') ? '>' : "'")) return 'the name of a group does not end';
    if (this.names.includes(name) && !this.pattern.includes('(?J') && !this.pattern.includes('(?|'))
      return `two groups have the name ${name}`;
    this.names.push(name);
    this.at += head.length + name.length + 1;
    this.depth++;
    this.groups++;
    return undefined;
  }

  private verb(rest: string): string | undefined {
    // `(*)` is a group that begins with a quantifier.
    if (!/^\(\*[A-Za-z:_]/.test(rest)) return 'quantifier does not follow a repeatable item';
    return this.unread();
  }

  private comment(rest: string): string | undefined {
    const end = rest.indexOf(')');
    if (end < 0) return 'missing ) after (?# comment';
    this.at += end + 1;
    return undefined;
  }
}
