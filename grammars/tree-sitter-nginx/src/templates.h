/* Expressions and tags of template languages. */
#ifndef NGINX_TEMPLATES_H_
#define NGINX_TEMPLATES_H_

#include "scan.h"

#include <string.h>

/*
 * From behind `{{`, `{%`, `{#` or `<%` (`kind` is its telling character: `{`, `%`, `#`, `<`) to behind its end. False where it
 * does not end, on this line if need be, before another one of its kind begins.
 */
static bool skip_template(Scan *scan, int32_t kind, bool one_line) {
  uint32_t depth = 0;
  if (kind == '{' && at(scan) == '{') {
    take(scan);
    if (at(scan) == '{') return false;
    depth++;
  }
  for (;;) {
    int32_t c = at(scan);
    if (c == END || (one_line && c == '\n')) return false;
    take(scan);
    int32_t next = at(scan);
    if (kind == '{') {
      if (c == '{') {
        if (next == '{') return false;
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      } else if (c == '}' && next == '}') {
        take(scan);
        return true;
      }
    } else if (kind == '<') {
      if (c == '<' && next == '%') return false;
      if (c == '%' && next == '>') {
        take(scan);
        return true;
      }
    } else {
      if (c == '{' && next == kind) return false;
      if (c == kind && next == '}') {
        take(scan);
        return true;
      }
    }
  }
}

/* Nothing but blanks and further templates up to the end of the line: what stands before is no part of a directive. */
static bool stands_alone(Scan *scan) {
  for (int more = 0; more < 8; more++) {
    while (at(scan) == ' ' || at(scan) == '\t' || at(scan) == '\r') take(scan);
    int32_t c = at(scan);
    if (c == END || c == '\n' || c == '#' || c == '}') return true;
    if (c == '<') {
      take(scan);
      if (at(scan) != '%') return false;
      take(scan);
      if (at(scan) != '=') return true;
      if (!skip_template(scan, '<', true)) return false;
      continue;
    }
    if (c != '{') return false;
    take(scan);
    if (at(scan) == '%' || at(scan) == '#') return true;
    if (at(scan) != '{') return false;
    take(scan);
    if (!skip_template(scan, '{', true)) return false;
  }
  return false;
}

/* Behind `{{`: does `if .TLS`, `end`, `#each x` stand there, or a comment. Takes some characters of it. */
static bool is_control(Scan *scan) {
  static const char *const alone[] = {"else", "end", NULL};
  static const char *const opening[] = {"block", "define", "if", "range", "template", "with", NULL};
  if (at(scan) == '-' || at(scan) == '~') take(scan);
  while (is_blank(at(scan))) take(scan);
  int32_t c = at(scan);
  if (c == '#' || c == '/' || c == '^' || c == '!' || c == '>') return true;
  char word[10] = {0};
  for (size_t length = 0; length < sizeof word - 1 && is_name(at(scan)); length++) {
    word[length] = (char)at(scan);
    take(scan);
  }
  if (is_name(at(scan))) return false;
  for (int each = 0; alone[each]; each++) {
    if (strcmp(word, alone[each]) == 0) return true;
  }
  if (!is_blank(at(scan))) return false;
  while (is_blank(at(scan))) take(scan);
  c = at(scan);
  if (!is_name(c) && c != '.' && c != '$' && c != '"' && c != '(' && c != '`') return false;
  for (int each = 0; opening[each]; each++) {
    if (strcmp(word, opening[each]) == 0) return true;
  }
  return false;
}

#endif
